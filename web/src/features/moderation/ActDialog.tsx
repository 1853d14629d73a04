import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/Button';
import { Dialog, DialogActions } from '@/components/Dialog';
import { Field, FormProblem } from '@/components/Field';
import type { Person } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { explain, type Problem } from '@/lib/problem';
import { text } from '@/lib/text';
import {
  banLengths,
  DurationChoice,
  secondsOf,
  timeoutLengths,
  usualBan,
  usualTimeout,
} from './DurationChoice';
import type { Act, Terms } from './model';
import styles from './Moderation.module.css';

interface ActDialogProps {
  act: Act;
  person: Person;
  busy: boolean;
  problem: Problem | undefined;
  onAct: (terms: Terms) => void;
  onClose: () => void;
}

const words = text.moderation;

/** Asks how long and why, before somebody is silenced, removed or banned. */
export function ActDialog({ act, person, busy, problem, onAct, onClose }: ActDialogProps) {
  const lengths = act === 'timed_out' ? timeoutLengths : banLengths;
  const [length, setLength] = useState(act === 'timed_out' ? usualTimeout : usualBan);
  const [reason, setReason] = useState('');
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    const seconds = act === 'removed' ? undefined : secondsOf(length);
    onAct({
      ...(seconds === undefined ? {} : { seconds }),
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    });
  };
  return (
    <Dialog title={words.actTitles[act](nameOf(person))} lead={words.actLeads[act]} onClose={onClose}>
      <form className={styles.form} onSubmit={send}>
        {act !== 'removed' && <DurationChoice lengths={lengths} value={length} onChange={setLength} />}
        <Field
          label={words.reason}
          hint={words.reasonHint}
          value={reason}
          maxLength={300}
          dir="auto"
          onChange={(event) => setReason(event.target.value)}
        />
        {problem !== undefined && <FormProblem>{explain(problem)}</FormProblem>}
        <DialogActions>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" look="danger" busy={busy}>
            {words.acts[act]}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
