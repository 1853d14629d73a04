import { Confirm } from '@/components/Confirm';
import type { Person } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useBlockMutation } from './friendsApi';

const words = text.people.blocking;

export function BlockDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const [block, { isLoading, error }] = useBlockMutation();
  const name = nameOf(person);
  return (
    <Confirm
      title={words.blockOf(name)}
      lead={words.lead}
      action={words.block}
      busy={isLoading}
      problem={error === undefined ? undefined : explain(toProblem(error))}
      onConfirm={() =>
        void block(person.id)
          .unwrap()
          .then(
            () => {
              notify(words.blocked(name));
              onClose();
            },
            () => undefined,
          )
      }
      onClose={onClose}
    />
  );
}
