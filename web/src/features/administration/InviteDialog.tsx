import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/Button';
import { Dialog, DialogActions } from '@/components/Dialog';
import { Field, FormProblem, Select } from '@/components/Field';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { exactTime } from '@/lib/time';
import { useInviteToServerMutation } from './administrationApi';
import styles from './Section.module.css';

const words = text.administration.invitations;
export const joinLink = (code: string) => `${location.origin}/join/${code}`;

type Lasting = keyof typeof words.lasting;
const day = 86_400;
const seconds: Record<Lasting, number | undefined> = {
  day,
  week: 7 * day,
  month: 30 * day,
  ever: undefined,
};

/** Makes a link by which people make accounts, and shows it. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [lasting, setLasting] = useState<Lasting>('week');
  const [most, setMost] = useState('');
  const [invite, { data: made, isLoading, error }] = useInviteToServerMutation();
  const problem = error === undefined ? null : toProblem(error);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void invite({
      expiresInSeconds: seconds[lasting],
      maxUses: most.trim() === '' ? undefined : Number(most),
    });
  };
  if (made !== undefined)
    return (
      <Dialog title={words.madeTitle} lead={words.madeLead} onClose={onClose}>
        <Field
          label={words.link}
          hint={made.expiresAt ? words.until(exactTime(made.expiresAt)) : words.forEver}
          value={joinLink(made.code)}
          readOnly
          autoFocus
          onFocus={(event) => event.target.select()}
        />
        <DialogActions>
          <Button onClick={onClose}>{text.close}</Button>
          <Button
            look="primary"
            onClick={() =>
              void navigator.clipboard.writeText(joinLink(made.code)).then(
                () => notify(words.copied),
                () => undefined,
              )
            }
          >
            {words.copy}
          </Button>
        </DialogActions>
      </Dialog>
    );
  return (
    <Dialog title={words.makeTitle} lead={words.makeLead} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {problem !== null && problem.field !== 'maxUses' && <FormProblem>{explain(problem)}</FormProblem>}
        <Select label={words.lastingLabel} value={lasting} options={words.lasting} onChange={setLasting} />
        <Field
          label={words.most}
          hint={words.mostHint}
          inputMode="numeric"
          value={most}
          problem={problem?.field === 'maxUses' ? explain(problem) : undefined}
          onChange={({ target: { value } }) => setMost(value.replace(/\D/g, '').slice(0, 5))}
        />
        <DialogActions>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" look="primary" busy={isLoading}>
            {words.makeNow}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
