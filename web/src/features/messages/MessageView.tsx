import { use, useMemo, useState, useSyncExternalStore, type FocusEvent, type MouseEvent } from 'react';
import { Avatar } from '@/components/Avatar';
import { PersonButton } from '@/components/PersonButton';
import { BlockedContext } from '@/lib/blocked';
import type { Person } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { PersonCardContext } from '@/lib/personCard';
import { text } from '@/lib/text';
import { bareTime, clockTime, exactTime } from '@/lib/time';
import { ChangeState } from './ChangeState';
import type { Conversation } from './conversation';
import type { MessageDeeds } from './deeds';
import { HiddenMessage } from './HiddenMessage';
import { highlighterVersion, whenHighlighterChanges } from './highlight';
import { render } from './markdown';
import { MessageActions } from './MessageActions';
import { Quote } from './Quote';
import { Reactions } from './Reactions';
import { isEmojiOnly, type MessageRow } from './rows';
import { useLongPress } from './useLongPress';
import styles from './Message.module.css';

interface MessageViewProps {
  row: MessageRow;
  marked: boolean;
  me: Person;
  conversation: Conversation;
  deeds: MessageDeeds;
}

const words = text.messages;

/** What a blocked person says is hidden until the reader wants to see it. */
export function MessageView(props: MessageViewProps) {
  const { author, at } = props.row.message;
  const isBlocked = use(BlockedContext).has(author.id);
  const [shown, setShown] = useState(false);
  if (!isBlocked || shown) return <ShownMessage {...props} />;
  return <HiddenMessage at={at} onShow={() => setShown(true)} />;
}

function ShownMessage({ row, marked, me, conversation, deeds }: MessageViewProps) {
  const { message, first, change, quoted } = row;
  const { author, at, deletedAt } = message;
  const { isActive, handlers, onMenu } = useAttention();
  const press = useLongPress(() => deeds.openSheet(message));
  const gone = deletedAt != null;
  return (
    <article
      className={styles.message}
      data-first={first || undefined}
      data-marked={marked || undefined}
      data-status={change?.status === 'sending' ? 'sending' : undefined}
      {...(gone ? {} : { ...handlers, ...press })}
    >
      {first ? (
        <PersonButton
          person={author}
          onMention={deeds.mention}
          className={styles.face}
          aria-label={nameOf(author)}
          tabIndex={-1}
        >
          <Avatar person={author} />
        </PersonButton>
      ) : (
        <time className={styles.aside} dateTime={at} title={exactTime(at)} aria-hidden="true">
          {bareTime(at)}
        </time>
      )}
      <div className={styles.body}>
        {first ? (
          <p className={styles.who}>
            <PersonButton person={author} onMention={deeds.mention} className={styles.name} dir="auto">
              {nameOf(author)}
            </PersonButton>
            <time dateTime={at} title={exactTime(at)}>
              {clockTime(at)}
            </time>
          </p>
        ) : (
          <span className="visually-hidden">
            {nameOf(author)}, {clockTime(at)}
          </span>
        )}
        {message.replyTo != null && !gone && (
          <Quote seq={message.replyTo} message={quoted} conversation={conversation} onJump={deeds.jump} />
        )}
        {gone ? (
          <p className={styles.gone}>
            {message.deletedBy
              ? text.messageActions.deletedBy(nameOf(message.deletedBy))
              : words.deletedMessage}
          </p>
        ) : (
          <MessageText source={change?.what === 'edit' ? change.text : message.text} me={me.username} />
        )}
        {!gone && message.editedAt != null && change === undefined && (
          <time
            className={styles.edited}
            dateTime={message.editedAt}
            title={text.messageActions.editedAt(exactTime(message.editedAt))}
          >
            {words.edited}
          </time>
        )}
        {!gone && <Reactions message={message} me={me} deeds={deeds} />}
        {change !== undefined && <ChangeState change={change} conversation={conversation} />}
      </div>
      {!gone && <MessageActions message={message} me={me} deeds={deeds} active={isActive} onMenu={onMenu} />}
    </article>
  );
}

/** Whether the pointer, the focus or an open menu is on a message. Only then are its actions drawn. */
function useAttention() {
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const [menuOpen, onMenu] = useState(false);
  const handlers = {
    onMouseEnter: () => setHovered(true),
    onMouseLeave: () => setHovered(false),
    onFocus: () => setFocused(true),
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
      if (!currentTarget.contains(relatedTarget)) setFocused(false);
    },
  };
  return { isActive: hovered || focused || menuOpen, handlers, onMenu };
}

export function MessageText({ source, me }: { source: string; me: string }) {
  const version = useSyncExternalStore(whenHighlighterChanges, highlighterVersion);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- colours that arrive later change what render gives
  const html = useMemo(() => render(source, me), [source, me, version]);
  const openCard = use(PersonCardContext);
  // Names in the text are buttons, made as HTML with the rest of it.
  const onClick = ({ target }: MouseEvent) => {
    const name = target instanceof Element ? target.closest<HTMLElement>('button.mention') : null;
    if (name !== null) openCard({ user: name.textContent.slice(1), anchor: name });
  };
  return (
    <div
      onClick={onClick}
      className={isEmojiOnly(source) ? `${styles.text} ${styles.emoji}` : styles.text}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
