import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Confirm } from '@/components/Confirm';
import type { Message, Person, Room } from '@/lib/model';
import { nameOf, titleOf } from '@/lib/names';
import { silence } from '@/lib/permissions';
import { text } from '@/lib/text';
import { Composer, type ComposerHandle } from './Composer';
import type { ComposerContext } from './ComposerContext';
import type { Conversation } from './conversation';
import type { MessageDeeds } from './deeds';
import type { Drafts } from './drafts';
import { messageAt } from './messageChanges';
import { PurgeConfirm, PurgeLine } from './Purging';
import { MessageSheet } from './MessageSheet';
import { Timeline } from './Timeline';
import type { Typing } from './typing';
import { usePurging } from './usePurging';
import { TypingLine } from './TypingLine';

export interface ConversationPaneProps {
  conversation: Conversation;
  room: Room;
  me: Person;
  target?: number;
  online: boolean;
  drafts: Drafts;
  typing: Typing;
  rooms: readonly Room[];
  findPeople: (query: string) => Promise<Person[]>;
  linkTo: (seq: number) => string;
  /** Goes to a message of the room, so that its address is the page's. */
  onJump: (seq: number) => void;
  onReport: (message: Message) => void;
  /** What stands above the first message. */
  beginning?: { title: string; lead: string };
  /** Why nothing can be sent for the moment; what is written stays. */
  held?: string;
  /** Stands where one writes, for somebody who may not for now. */
  silenced: ReactNode;
}

const words = text.messageActions;

/** What is said in a room, and the place to say something. */
export function ConversationPane(props: ConversationPaneProps) {
  const { conversation, room, me, target, drafts, typing, linkTo, onJump, onReport } = props;
  const { writing } = conversation;
  const composer = useRef<ComposerHandle>(null);
  const [context, setContext] = useState<ComposerContext | null>(null);
  const [removing, setRemoving] = useState<Message | null>(null);
  const purging = usePurging(conversation);
  const { ask: askToPurge } = purging;
  const [sheet, setSheet] = useState<Message | null>(null);
  const [jumps, setJumps] = useState(0);
  const { mayPost, mayReact, mayDeleteOthers } = allowedIn(room);
  const deeds = useMemo<MessageDeeds>(
    () => ({
      mayPost,
      mayReact,
      mayDeleteOthers,
      react: (message, emoji) => void writing.react(message, emoji, me),
      reply: (message) => setContext({ kind: 'reply', message }),
      edit: (message) => setContext({ kind: 'edit', message }),
      remove: setRemoving,
      purge: askToPurge,
      report: onReport,
      openSheet: setSheet,
      jump: (seq) => {
        setJumps((before) => before + 1);
        onJump(seq);
      },
      mention: (person) => composer.current?.mention(person),
      linkTo,
    }),
    [mayPost, mayReact, mayDeleteOthers, writing, me, askToPurge, onReport, onJump, linkTo],
  );

  useEffect(() => {
    if (matchMedia('(hover: hover)').matches) composer.current?.focus();
  }, []);
  const entered = useRef(false);
  useEffect(() => {
    if (entered.current) composer.current?.focus();
    entered.current = true;
  }, [context]);

  // An edit that was begun before a reload, or before another room was opened, goes on as soon as its message is here.
  useEffect(() => {
    const begun = drafts.editsIn(room.id);
    if (begun.length === 0) return;
    const resume = () => {
      const state = conversation.getSnapshot();
      if (state.phase !== 'ready') return;
      stop();
      const message = begun
        .map((seq) => (state.changes.has(seq) ? null : messageAt(state, seq)))
        .find((found) => found?.author.id === me.id && found.deletedAt == null);
      if (message) setContext((before) => before ?? { kind: 'edit', message });
    };
    const stop = conversation.subscribe(resume);
    resume();
    return () => {
      stop();
    };
  }, [conversation, drafts, room.id, me.id]);

  const submit = (written: string) => {
    typing.sent(room.id);
    if (context?.kind === 'edit') {
      if (written === context.message.text) drafts.dropEdit(room.id, context.message.seq);
      writing.edit(context.message, written);
    } else writing.send(written, context?.message.seq);
    setContext(null);
  };
  const cancel = () => {
    if (context?.kind === 'edit') drafts.dropEdit(room.id, context.message.seq);
    setContext(null);
  };
  const editLast = useCallback(() => {
    const last = conversation
      .getSnapshot()
      .events.findLast(
        (event) =>
          event.type === 'receive_message' &&
          event.message.author.id === me.id &&
          event.message.deletedAt == null,
      );
    if (last?.type === 'receive_message') setContext({ kind: 'edit', message: last.message });
  }, [conversation, me.id]);

  return (
    <>
      <Timeline
        key={`${target ?? ''}-${jumps}`}
        conversation={conversation}
        me={me}
        title={titleOf(room)}
        beginning={props.beginning}
        ofTwo={room.kind === 'direct'}
        target={target}
        online={props.online}
        deeds={deeds}
      />
      <PurgeLine purging={purging} />
      <TypingLine typing={typing} room={room.id} />
      {props.silenced ?? (
        <Composer
          key={context?.kind === 'edit' ? `edit-${context.message.seq}` : 'new'}
          room={room.id}
          title={titleOf(room)}
          drafts={drafts}
          rooms={props.rooms}
          findPeople={props.findPeople}
          held={context?.kind === 'edit' ? undefined : props.held}
          context={context}
          onCancel={cancel}
          onEditLast={editLast}
          onTyping={() => typing.write(room.id)}
          onSend={submit}
          handle={composer}
        />
      )}
      <PurgeConfirm purging={purging} />
      {sheet !== null && (
        <MessageSheet message={sheet} me={me} deeds={deeds} onClose={() => setSheet(null)} />
      )}
      {removing !== null && (
        <Confirm
          title={words.removeTitle}
          lead={
            removing.author.id === me.id ? words.removeLead : words.removeOthersLead(nameOf(removing.author))
          }
          action={words.removeNow}
          busy={false}
          onConfirm={() => {
            writing.delete(removing);
            setRemoving(null);
          }}
          onClose={() => setRemoving(null)}
        />
      )}
    </>
  );
}

/** What the room lets the reader do now: as the server will decide. */
function allowedIn(room: Room) {
  const has = (permission: Room['permissions'][number]) => room.permissions.includes(permission);
  const inUse = room.archivedAt == null;
  return {
    mayPost: silence(room) === null,
    mayReact: inUse && has('react'),
    mayDeleteOthers: inUse && has('delete_messages'),
  };
}
