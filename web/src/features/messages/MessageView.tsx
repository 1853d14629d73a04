import { useMemo, useSyncExternalStore } from 'react';
import { Avatar } from '@/components/Avatar';
import { IconButton } from '@/components/Button';
import type { Message, Person } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { text } from '@/lib/text';
import { bareTime, clockTime, exactTime } from '@/lib/time';
import { highlighterVersion, whenHighlighterChanges } from './highlight';
import { render } from './markdown';
import { PersonCard } from './PersonCard';
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
  onReport: (message: Message) => void;
}

const words = text.messages;

export function MessageView({ message, first, marked, me, link, onMention, onReport }: MessageViewProps) {
  const { author, at, deletedAt } = message;
  return (
    <article className={styles.message} data-first={first || undefined} data-marked={marked || undefined}>
      {first ? (
        <PersonCard person={author} me={me} onMention={onMention}>
          <button type="button" className={styles.face} aria-label={nameOf(author)} tabIndex={-1}>
            <Avatar person={author} />
          </button>
        </PersonCard>
      ) : (
        <time className={styles.aside} dateTime={at} title={exactTime(at)} aria-hidden="true">
          {bareTime(at)}
        </time>
      )}
      <div className={styles.body}>
        {first ? (
          <p className={styles.who}>
            <PersonCard person={author} me={me} onMention={onMention}>
              <button type="button" className={styles.name} dir="auto">
                {nameOf(author)}
              </button>
            </PersonCard>
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
          {author.id !== me.id && (
            <IconButton
              small
              icon="alert"
              label={text.moderation.reports.menu}
              onClick={() => onReport(message)}
            />
          )}
        </div>
      )}
    </article>
  );
}

export function MessageText({ source, me }: { source: string; me: string }) {
  const version = useSyncExternalStore(whenHighlighterChanges, highlighterVersion);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- colours that arrive later change what render gives
  const html = useMemo(() => render(source, me), [source, me, version]);
  return (
    <div
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
