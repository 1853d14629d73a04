import { useState } from 'react';
import { Button } from '@/components/Button';
import { Confirm } from '@/components/Confirm';
import { Dialog, DialogActions } from '@/components/Dialog';
import { FormProblem } from '@/components/Field';
import type { Person, Purge } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { usePurgeEverywhereMutation, useUndoPurgeMutation } from './purgesApi';

const words = text.messageActions;

interface PurgeEverywhereProps {
  person: Person;
  onClose: () => void;
}

/** Deletes what somebody said in all public rooms in the last hour, and offers to put it back. */
export function PurgeEverywhere({ person, onClose }: PurgeEverywhereProps) {
  const [done, setDone] = useState<Purge | null>(null);
  const [purge, { isLoading, error }] = usePurgeEverywhereMutation();
  if (done !== null) return <Purged purge={done} onClose={onClose} />;
  const confirm = async () => {
    const purged = await purge(person.id).unwrap();
    if (purged.count > 0) {
      setDone(purged);
      return;
    }
    notify(words.purgedNowhere(nameOf(person)));
    onClose();
  };
  return (
    <Confirm
      title={words.purgeEverywhereTitle(nameOf(person))}
      lead={words.purgeLead}
      action={words.purgeNow}
      busy={isLoading}
      problem={error === undefined ? undefined : explain(toProblem(error))}
      onConfirm={() => void confirm().catch(() => undefined)}
      onClose={onClose}
    />
  );
}

function Purged({ purge, onClose }: { purge: Purge; onClose: () => void }) {
  const [undo, { isLoading, error }] = useUndoPurgeMutation();
  const putBack = async () => {
    await undo(purge.id).unwrap();
    notify(words.purgeUndone);
    onClose();
  };
  return (
    <Dialog
      title={words.purged(purge.count, nameOf(purge.user))}
      lead={purge.more ? words.purgedMore : words.purgedLead}
      onClose={onClose}
    >
      {error !== undefined && <FormProblem>{explain(toProblem(error))}</FormProblem>}
      <DialogActions>
        <Button busy={isLoading} onClick={() => void putBack().catch(() => undefined)}>
          {words.putBack}
        </Button>
        <Button look="primary" onClick={onClose}>
          {text.close}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
