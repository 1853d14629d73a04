import type {
  Message,
  MessageChange,
  MessagesPurged,
  MessagesRestored,
  Person,
  ReactionChange,
  RoomEvent,
} from '@/lib/model';
import type { Problem } from '@/lib/problem';
import type { ConversationState } from './conversationState';
import { toggled, withMine } from './reactions';

/** What I want to become of a message of the log, as long as the server has not said that it did. */
export interface PendingChange {
  seq: number;
  what: 'edit' | 'delete';
  /** The new text; empty when the message is to be deleted. */
  text: string;
  /** Although a filter warns of it. */
  warned?: boolean;
  status: 'sending' | 'failed';
  problem?: Problem;
}

const isChange = (event: RoomEvent): event is MessageChange =>
  event.type === 'message_edited' || event.type === 'message_deleted';

const isReaction = (event: RoomEvent): event is ReactionChange =>
  event.type === 'reaction_added' || event.type === 'reaction_removed';

type Change = MessageChange | ReactionChange | MessagesPurged | MessagesRestored;

/** What becomes of a message later begins no line of its own, a "New" line included. */
export const isQuiet = (event: RoomEvent): event is Change =>
  isChange(event) ||
  isReaction(event) ||
  event.type === 'messages_purged' ||
  event.type === 'messages_restored';

/** The messages that an event is about, by their seq. */
function concerned(event: Change): number[] {
  if (isChange(event)) return [event.message.seq];
  if (isReaction(event)) return [event.messageSeq];
  return event.type === 'messages_purged' ? event.messageSeqs : event.messages.map(({ seq }) => seq);
}

/**
 * Shows what became of a message where the message stands. Each event about a message holds it, or its reactions,
 * as they stood when the event was read, so whichever is later in the log is at least as new.
 */
export function applyChange(events: RoomEvent[], event: RoomEvent, me: string): void {
  if (!isQuiet(event)) return;
  for (const seq of concerned(event)) {
    const at = seq - (events[0]?.seq ?? 0);
    const posted = events[at];
    if (posted?.type === 'receive_message')
      events[at] = { ...posted, message: messageAfter(posted.message, event, me) };
  }
}

function messageAfter(before: Message, event: Change, me: string): Message {
  if (isChange(event)) return keepingMine(before, event.message);
  if (isReaction(event)) {
    const mine = event.type === 'reaction_added';
    const done = event.user.id === me ? { emoji: event.emoji, mine } : null;
    return { ...before, reactions: withMine(event.reactions, before.reactions ?? [], done) };
  }
  if (event.type === 'messages_restored')
    return keepingMine(before, event.messages.find(({ seq }) => seq === before.seq) ?? before);
  const deletedBy = event.by.id === before.author.id ? undefined : event.by;
  return { ...before, text: '', deletedAt: event.at, deletedBy, reactions: [] };
}

const keepingMine = (before: Message, after: Message): Message => ({
  ...after,
  reactions: withMine(after.reactions ?? [], before.reactions ?? [], null),
});

/** Events without gaps, with more behind them; those that do not follow on are left out. */
export function appended(have: RoomEvent[], more: RoomEvent[], me: string): RoomEvent[] {
  const events = [...have];
  for (const event of more) {
    const next = (events.at(-1)?.seq ?? event.seq - 1) + 1;
    if (event.seq !== next) continue;
    events.push(event);
    applyChange(events, event, me);
  }
  return events;
}

/** The same for events in front: what is known already may say what became of their messages. */
export function prepended(older: RoomEvent[], have: RoomEvent[], me: string): RoomEvent[] {
  const events = [...older, ...have];
  for (const event of have) applyChange(events, event, me);
  return events;
}

/** What became of a message that is shown, although the events up to it are not all here. */
export function changedElsewhere(state: ConversationState, event: RoomEvent): ConversationState {
  if (!isQuiet(event)) return state;
  const events = [...state.events];
  applyChange(events, event, state.me);
  return { ...state, events };
}

/** Answered messages that stand outside of what is loaded, and what became of them. */
export function withQuoted(
  state: ConversationState,
  message: Message | null,
  seq: number,
): ConversationState {
  return { ...state, quoted: new Map(state.quoted).set(seq, message) };
}

/** A message by its seq: null when it could not be had, undefined when nobody has asked for it. */
export function messageAt(
  { events, quoted }: Pick<ConversationState, 'events' | 'quoted'>,
  seq: number,
): Message | null | undefined {
  const event = events[seq - (events[0]?.seq ?? 0)];
  return event?.type === 'receive_message' ? event.message : quoted.get(seq);
}

/** After an event: what it says about quoted messages, and about changes of mine that wait for it. */
export function settledChange(state: ConversationState, event: RoomEvent): ConversationState {
  return isQuiet(event) ? concerned(event).reduce((next, seq) => settledAt(next, seq, event), state) : state;
}

function settledAt(state: ConversationState, seq: number, event: Change): ConversationState {
  const quoted = state.quoted.get(seq);
  const next = quoted ? withQuoted(state, messageAfter(quoted, event, state.me), seq) : state;
  const mine = state.changes.get(seq);
  if (mine === undefined || isReaction(event) || event.type === 'messages_restored') return next;
  const isDone =
    !isChange(event) ||
    event.message.deletedAt != null ||
    (mine.what === 'edit' && mine.text === event.message.text);
  return isDone ? changeDropped(next, seq) : next;
}

export const changing = (state: ConversationState, change: PendingChange): ConversationState => ({
  ...state,
  changes: new Map(state.changes).set(change.seq, change),
});

export function changeFailed(
  state: ConversationState,
  change: PendingChange,
  problem: Problem,
): ConversationState {
  if (state.changes.get(change.seq) !== change) return state;
  return changing(state, { ...change, status: 'failed', problem });
}

/** The server has done it, and this is the message now; an event may have said so before, or something newer. */
export function changeDone(
  state: ConversationState,
  change: PendingChange,
  message: Message,
): ConversationState {
  const events = [...state.events];
  const at = message.seq - (events[0]?.seq ?? 0);
  const posted = events[at];
  if (posted?.type === 'receive_message' && isNewer(message, posted.message))
    events[at] = { ...posted, message: keepingMine(posted.message, message) };
  const next = { ...state, events };
  return state.changes.get(change.seq) === change ? changeDropped(next, change.seq) : next;
}

export function changeDropped(state: ConversationState, seq: number): ConversationState {
  const changes = new Map(state.changes);
  changes.delete(seq);
  return { ...state, changes };
}

const isNewer = (one: Message, other: Message) =>
  other.deletedAt == null && (one.deletedAt != null || (one.editedAt ?? '') > (other.editedAt ?? ''));

/** My reaction, shown before the server has said anything; whatever it says comes in its place. */
export function reacted(state: ConversationState, seq: number, emoji: string, me: Person): ConversationState {
  const events = [...state.events];
  const at = seq - (events[0]?.seq ?? 0);
  const posted = events[at];
  if (posted?.type !== 'receive_message') return state;
  const reactions = toggled(posted.message.reactions ?? [], emoji, me);
  events[at] = { ...posted, message: { ...posted.message, reactions } };
  return { ...state, events };
}
