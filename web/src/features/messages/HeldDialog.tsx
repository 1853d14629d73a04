import { Button } from '@/components/Button';
import { Dialog } from '@/components/Dialog';
import type { HeldMessage, Person, Room } from '@/lib/model';
import { nameOf, titleOf } from '@/lib/names';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { clockTime, exactTime } from '@/lib/time';
import { useHeldQuery, useRejectHeldMutation, useReleaseHeldMutation } from './filtersApi';
import { MessageText } from './MessageView';
import styles from './Filters.module.css';

const words = text.filters;

/** Messages that a filter holds, for those who decide on them. */
export function HeldDialog({ room, me, onClose }: { room: Room; me: Person; onClose: () => void }) {
  const { data: held, error } = useHeldQuery(room.id, { refetchOnMountOrArgChange: true });
  return (
    <Dialog tall title={words.heldTitle(titleOf(room))} lead={words.heldLead} onClose={onClose}>
      <ul
        className={`${styles.list} scroll`}
        aria-label={words.held}
        aria-busy={held === undefined}
        tabIndex={0}
      >
        {error !== undefined && <li className={styles.note}>{explain(toProblem(error))}</li>}
        {held?.length === 0 && <li className={styles.note}>{words.heldNone}</li>}
        {held?.map((message) => (
          <HeldRow key={message.id} message={message} me={me} />
        ))}
      </ul>
    </Dialog>
  );
}

function HeldRow({ message, me }: { message: HeldMessage; me: Person }) {
  const [release, releasing] = useReleaseHeldMutation();
  const [reject, rejecting] = useRejectHeldMutation();
  const about = { room: message.room, held: message.id };
  const problem = releasing.error ?? rejecting.error;
  const busy = releasing.isLoading || rejecting.isLoading;
  return (
    <li className={styles.held}>
      <p>
        <b>
          <bdi>{nameOf(message.author)}</bdi>
        </b>{' '}
        <time dateTime={message.at} title={exactTime(message.at)}>
          {clockTime(message.at)}
        </time>{' '}
        <small>{words.because(message.pattern)}</small>
      </p>
      <MessageText source={message.text} me={me.username} />
      {problem !== undefined && <p className={styles.problem}>{explain(toProblem(problem))}</p>}
      <p className={styles.decide}>
        <Button small look="primary" busy={busy} onClick={() => void release(about)}>
          {words.release}
        </Button>
        <Button small busy={busy} onClick={() => void reject(about)}>
          {words.reject}
        </Button>
      </p>
    </li>
  );
}
