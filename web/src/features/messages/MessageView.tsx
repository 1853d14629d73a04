import { use, useMemo, useState, useSyncExternalStore, type MouseEvent } from 'react';
import { Avatar } from '@/components/Avatar';
import { IconButton } from '@/components/Button';
import { PersonButton } from '@/components/PersonButton';
import { BlockedContext } from '@/lib/blocked';
import type { Message, Person } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { PersonCardContext } from '@/lib/personCard';
import { text } from '@/lib/text';
import { bareTime, clockTime, exactTime } from '@/lib/time';
import { HiddenMessage } from './HiddenMessage';
import { highlighterVersion, whenHighlighterChanges } from './highlight';
import { render } from './markdown';
import { isEmojiOnly } from './rows';
import styles from './Message.module.css';

interface MessageViewProps {
  message: Message;
  /** The first of a group shows who writes; the others stand below it. */
  first: boolean;
  marked: boolean;
  me: Person;
  link: string;
  onMention: (person: Person) => void;
}

const words = text.messages;

/** What a blocked person says is hidden until the reader wants to see it. */
export function MessageView(props: MessageViewProps) {
  const isBlocked = use(BlockedContext).has(props.message.author.id);
  const [shown, setShown] = useState(false);
  if (!isBlocked || shown) return <ShownMessage {...props} />;
  return <HiddenMessage at={props.message.at} onShow={() => setShown(true)} />;
}

function ShownMessage({ message, first, marked, me, link, onMention }: MessageViewProps) {
  const { author, at, deletedAt } = message;
  return (
    <article className={styles.message} data-first={first || undefined} data-marked={marked || undefined}>
      {first ? (
        <PersonButton
          person={author}
          onMention={onMention}
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
            <PersonButton person={author} onMention={onMention} className={styles.name} dir="auto">
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
        {deletedAt ? (
          <p className={styles.gone}>{words.deletedMessage}</p>
        ) : (
          <MessageText source={message.text} me={me.username} />
        )}
      </div>
      {!deletedAt && (
        <div className={styles.bar} role="group" aria-label={words.actions}>
          <IconButton
            small
            icon="copy"
            label={words.copyText}
            onClick={() => copy(message.text, words.copied)}
          />
          <IconButton
            small
            icon="link"
            label={words.copyLink}
            onClick={() => copy(link, text.rooms.linkCopied)}
          />
        </div>
      )}
    </article>
  );
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

function copy(words: string, done: string): void {
  navigator.clipboard.writeText(words).then(
    () => notify(done),
    () => undefined,
  );
}
