import { use, useEffect } from 'react';
import { Icon } from '@/components/Icon';
import { BlockedContext } from '@/lib/blocked';
import type { Message } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { text } from '@/lib/text';
import type { Conversation } from './conversation';
import { oneLine } from './oneLine';
import styles from './Quote.module.css';

interface QuoteProps {
  seq: number;
  /** The answered message; null when it could not be had, undefined until it is. */
  message: Message | null | undefined;
  conversation: Conversation;
  onJump: (seq: number) => void;
}

const words = text.messageActions;

/** The line above an answer that says what it answers, and leads there. */
export function Quote({ seq, message, conversation, onJump }: QuoteProps) {
  const unknown = message === undefined;
  const isBlocked = use(BlockedContext).has(message?.author.id ?? '');
  useEffect(() => {
    if (unknown) void conversation.lookUp(seq);
  }, [unknown, conversation, seq]);

  return (
    <div className={styles.quote}>
      <Icon name="reply" />
      {message && message.deletedAt == null ? (
        <button
          type="button"
          className={styles.line}
          title={isBlocked ? undefined : words.toQuoted(nameOf(message.author))}
          onClick={() => onJump(seq)}
        >
          {isBlocked ? (
            text.people.blocking.hidden
          ) : (
            <>
              <b>
                <bdi>{nameOf(message.author)}</bdi>
              </b>{' '}
              <bdi>{oneLine(message.text)}</bdi>
            </>
          )}
        </button>
      ) : (
        <span className={styles.line}>
          {unknown ? '…' : message === null ? words.quoteMissing : words.quoteGone}
        </span>
      )}
    </div>
  );
}
