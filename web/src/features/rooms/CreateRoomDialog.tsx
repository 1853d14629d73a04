import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/Button';
import { Dialog, DialogActions } from '@/components/Dialog';
import { FormProblem } from '@/components/Field';
import type { Room, RoomBasics } from '@/lib/model';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { isHandle, RoomForm, roomFields } from './RoomForm';
import styles from './RoomForm.module.css';
import { useCreateRoomMutation } from './roomsApi';

const words = text.rooms;
const blank: RoomBasics = { name: '', title: '', topic: '', visibility: 'public' };

export function CreateRoomDialog({
  onCreated,
  onClose,
}: {
  onCreated: (room: Room) => void;
  onClose: () => void;
}) {
  const [details, setDetails] = useState(blank);
  const [touched, setTouched] = useState(false);
  const [checked, setChecked] = useState(false);
  const [create, { isLoading, error }] = useCreateRoomMutation();
  const problem = error === undefined ? null : toProblem(error);
  const atField = problem?.code === 'conflict' || roomFields.includes(problem?.field ?? '');

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!isHandle(details.name)) return;
    const trimmed = { ...details, title: details.title.trim(), topic: details.topic.trim() };
    void create(trimmed)
      .unwrap()
      .then(onCreated, () => undefined);
  };

  return (
    <Dialog title={words.createTitle} lead={words.createLead} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {problem !== null && !atField && <FormProblem>{explain(problem)}</FormProblem>}
        <RoomForm
          details={details}
          onChange={setDetails}
          follow={!touched}
          onHandleTouched={() => setTouched(true)}
          checked={checked}
          problem={problem}
        />
        <DialogActions>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" look="primary" busy={isLoading}>
            {words.createNow}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
