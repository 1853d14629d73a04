import { Button } from '@/components/Button';
import { Empty } from '@/components/Empty';
import { PersonRow } from '@/components/PersonRow';
import { RowSkeleton } from '@/components/Skeleton';
import type { Person } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useBlocksQuery, useUnblockMutation } from './friendsApi';
import styles from './Friends.module.css';

const words = text.settings.blocked;

/** Whom I have blocked. */
export function BlockedPeople() {
  const { data: people, error, refetch } = useBlocksQuery();
  if (people === undefined)
    return error === undefined ? (
      <RowSkeleton rows={4} />
    ) : (
      <Empty title={explain(toProblem(error))}>
        <Button onClick={() => void refetch()}>{text.retry}</Button>
      </Empty>
    );
  if (people.length === 0) return <Empty title={words.none} lead={words.noneLead} />;
  return (
    <ul className={styles.list}>
      {people.map((person) => (
        <BlockedRow key={person.id} person={person} />
      ))}
    </ul>
  );
}

function BlockedRow({ person }: { person: Person }) {
  const [unblock, { isLoading }] = useUnblockMutation();
  return (
    <PersonRow person={person}>
      <Button
        small
        busy={isLoading}
        aria-label={words.unblockOf(nameOf(person))}
        onClick={() =>
          void unblock(person.id)
            .unwrap()
            .then(
              () => notify(words.unblocked(nameOf(person))),
              (error: unknown) => notify(explain(toProblem(error))),
            )
        }
      >
        {words.unblock}
      </Button>
    </PersonRow>
  );
}
