import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/Button';
import { Dialog, DialogActions } from '@/components/Dialog';
import { FormProblem, Select } from '@/components/Field';
import type { Room } from '@/lib/model';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { linkOf, useMakeInvitationMutation } from './invitationsApi';
import styles from './Invitations.module.css';

const words = text.invitations;
const week = '604800';
const numberOf = (choice: string) => (choice === '' ? null : Number(choice));

/** Makes a link and copies it: the next thing one does with it is to send it. */
export function MakeInvitation({ room, onClose }: { room: Room; onClose: () => void }) {
  const [expires, setExpires] = useState(week);
  const [uses, setUses] = useState('');
  const [make, { isLoading, error }] = useMakeInvitationMutation();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const terms = { expiresInSeconds: numberOf(expires), maxUses: numberOf(uses) };
    void make({ room: room.id, terms })
      .unwrap()
      .then(
        async (made) => {
          const copied = navigator.clipboard.writeText(linkOf(made));
          notify(
            await copied.then(
              () => words.made,
              () => words.madeOnly,
            ),
          );
          onClose();
        },
        () => undefined,
      );
  };
  return (
    <Dialog title={words.makeTitle} lead={words.makeLead} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        {error !== undefined && <FormProblem>{explain(toProblem(error))}</FormProblem>}
        <Select label={words.expires} value={expires} options={words.expiries} onChange={setExpires} />
        <Select label={words.uses} value={uses} options={words.useLimits} onChange={setUses} />
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
