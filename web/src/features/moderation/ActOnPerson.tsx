import type { Person } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { ActDialog } from './ActDialog';
import type { Act } from './model';
import { useActMutation } from './moderationApi';

interface ActOnPersonProps {
  act: Act;
  person: Person;
  /** The room's id; of no matter where the whole server is meant. */
  room: string;
  onClose: () => void;
}

/** Silences, removes or bans somebody, after asking how long and why. */
export function ActOnPerson({ act, person, room, onClose }: ActOnPersonProps) {
  const [doIt, { isLoading, error }] = useActMutation();
  const done = () => {
    onClose();
    notify(text.moderation.done[act](nameOf(person)));
  };
  return (
    <ActDialog
      act={act}
      person={person}
      busy={isLoading}
      problem={error === undefined ? undefined : toProblem(error)}
      onAct={(terms) =>
        void doIt({ act, room, user: person.id, terms })
          .unwrap()
          .then(done, () => undefined)
      }
      onClose={onClose}
    />
  );
}
