import { useUnblockMutation } from '@/features/friends/friendsApi';
import { Button } from '@/components/Button';
import type { Person } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import styles from './App.module.css';

/** Stands in the place of the composer between me and somebody whom I have blocked. */
export function BlockedNote({ person }: { person: Person }) {
  const [unblock, { isLoading }] = useUnblockMutation();
  return (
    <p className={styles.silent}>
      {text.people.blocking.composer}
      <Button
        small
        busy={isLoading}
        onClick={() =>
          void unblock(person.id)
            .unwrap()
            .then(
              () => notify(text.settings.blocked.unblocked(nameOf(person))),
              (error: unknown) => notify(explain(toProblem(error))),
            )
        }
      >
        {text.settings.blocked.unblock}
      </Button>
    </p>
  );
}
