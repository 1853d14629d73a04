import { Avatar } from '@/components/Avatar';
import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import type { Person } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { explain, unreachable } from '@/lib/problem';
import { text } from '@/lib/text';
import type { Conversation } from './conversation';
import type { Outgoing } from './conversationState';
import { MessageText } from './MessageView';
import styles from './Message.module.css';

interface OutgoingViewProps {
  outgoing: Outgoing;
  first: boolean;
  me: Person;
  online: boolean;
  conversation: Conversation;
}

const words = text.messages;

/** A message of mine on its way, or one that did not get through. It stands just as it will when stored. */
export function OutgoingView({ outgoing, first, me, online, conversation }: OutgoingViewProps) {
  const { clientId, status, problem } = outgoing;
  const failed = status === 'failed';
  return (
    <article className={styles.message} data-first={first || undefined} data-status={status}>
      {first ? (
        <Avatar person={me} />
      ) : (
        <span className={styles.margin}>
          {!failed && !online && (
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
            {!failed && <span className={styles.state}>{online ? words.sending : words.waiting}</span>}
          </p>
        )}
        <MessageText source={outgoing.text} me={me.username} />
        {failed && (
          <p className={styles.failed} role="alert">
            <Icon name="alert" />
            <span>
              {problem && problem.code !== unreachable ? words.failedBecause(explain(problem)) : words.failed}
            </span>
            <Button small look="quiet" onClick={() => conversation.retry(clientId)}>
              {words.resend}
            </Button>
            <Button small look="quiet" onClick={() => conversation.discard(clientId)}>
              {words.discard}
            </Button>
          </p>
        )}
      </div>
    </article>
  );
}
