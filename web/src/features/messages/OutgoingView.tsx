import { Avatar } from '@/components/Avatar';
import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import type { Message, Person } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { explain, unreachable } from '@/lib/problem';
import { text } from '@/lib/text';
import type { Conversation } from './conversation';
import type { Outgoing } from './conversationState';
import type { MessageDeeds } from './deeds';
import { MessageText } from './MessageView';
import { Quote } from './Quote';
import styles from './Message.module.css';

interface OutgoingViewProps {
  outgoing: Outgoing;
  first: boolean;
  me: Person;
  online: boolean;
  conversation: Conversation;
  deeds: MessageDeeds;
  /** The message that it answers. */
  quoted?: Message | null;
}

const words = text.messages;

/** A message of mine on its way, or one that did not get through. It stands just as it will when stored. */
export function OutgoingView({
  outgoing,
  first,
  me,
  online,
  conversation,
  deeds,
  quoted,
}: OutgoingViewProps) {
  const { clientId, status, problem } = outgoing;
  const failed = status === 'failed';
  const warned = problem?.field === 'warned';
  return (
    <article className={styles.message} data-first={first || undefined} data-status={status}>
      {first ? (
        <Avatar person={me} />
      ) : (
        <span className={styles.margin}>
          {status === 'sending' && !online && (
            <>
              <Icon name="clock" />
              <span className="visually-hidden">{words.waiting}</span>
            </>
          )}
        </span>
      )}
      <div className={styles.body}>
        {first && (
          <p className={styles.who}>
            <span className={styles.name} dir="auto">
              {nameOf(me)}
            </span>
            {status === 'sending' && (
              <span className={styles.state}>{online ? words.sending : words.waiting}</span>
            )}
          </p>
        )}
        {outgoing.replyTo !== undefined && (
          <Quote seq={outgoing.replyTo} message={quoted} conversation={conversation} onJump={deeds.jump} />
        )}
        <MessageText source={outgoing.text} me={me.username} />
        {status === 'held' && (
          <p className={styles.held}>
            <Icon name="clock" />
            {text.filters.waits}
          </p>
        )}
        {failed && (
          <p className={styles.failed} role="alert">
            <Icon name="alert" />
            <span>
              {problem && problem.code !== unreachable ? words.failedBecause(explain(problem)) : words.failed}
            </span>
            {problem?.code !== 'rejected' && (
              <Button small look="quiet" onClick={() => conversation.writing.retry(clientId, warned)}>
                {warned ? text.filters.sendAnyway : words.resend}
              </Button>
            )}
            <Button small look="quiet" onClick={() => conversation.writing.discard(clientId)}>
              {words.discard}
            </Button>
          </p>
        )}
      </div>
    </article>
  );
}
