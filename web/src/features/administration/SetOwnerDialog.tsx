import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/Button';
import { Dialog, DialogActions } from '@/components/Dialog';
import { Field } from '@/components/Field';
import { titleOf } from '@/lib/names';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useSetRoomOwnerMutation, type ServerRoom } from './administrationApi';
import styles from './Section.module.css';

const words = text.administration.rooms;

/** Makes one of the members the owner of a room that has none. */
export function SetOwnerDialog({ room, onClose }: { room: ServerRoom; onClose: () => void }) {
  const [user, setUser] = useState('');
  const [set, { isLoading, error }] = useSetRoomOwnerMutation();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (user.trim() === '') return;
    void set({ room: room.id, user: user.trim().replace(/^@/, '') })
      .unwrap()
      .then(onClose, () => undefined);
  };
  return (
    <Dialog title={words.setOwnerTitle(titleOf(room))} lead={words.setOwnerLead} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <Field
          label={words.username}
          value={user}
          onChange={({ target: { value } }) => setUser(value)}
          problem={error === undefined ? undefined : explain(toProblem(error))}
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
        />
        <DialogActions>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" look="primary" busy={isLoading}>
            {words.setOwnerNow}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
