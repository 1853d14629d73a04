import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/Button';
import { Dialog, DialogActions } from '@/components/Dialog';
import { Field, FormProblem } from '@/components/Field';
import type { Room, RoomBasics } from '@/lib/model';
import { handleFrom } from '@/lib/names';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useConvertGroupMutation } from './directApi';
import { isHandle, RoomForm, roomFields } from './RoomForm';
import styles from './RoomForm.module.css';
import { useUpdateRoomMutation } from './settings/settingsApi';

const words = text.people.group;

interface GroupDialogProps {
  room: Room;
  onChanged: (room: Room) => void;
  onClose: () => void;
}

/** A group's name is all there is to settle about it. */
export function RenameGroupDialog({ room, onChanged, onClose }: GroupDialogProps) {
  const [title, setTitle] = useState(room.title);
  const [change, { isLoading, error }] = useUpdateRoomMutation();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void change({ room: room.id, change: { title: title.trim() } })
      .unwrap()
      .then(onChanged, () => undefined);
  };
  return (
    <Dialog title={words.rename} lead={words.renameLead} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <Field
          label={text.rooms.title}
          value={title}
          onChange={({ target }) => setTitle(target.value)}
          problem={error === undefined ? undefined : explain(toProblem(error))}
          maxLength={100}
          autoComplete="off"
          autoFocus
        />
        <DialogActions>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" look="primary" busy={isLoading}>
            {text.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** Gives a group an address and more people to come, and its maker the say. */
export function ConvertGroupDialog({ room, onChanged, onClose }: GroupDialogProps) {
  const [details, setDetails] = useState<RoomBasics>(() => ({
    name: handleFrom(room.title),
    title: room.title,
    topic: room.topic,
    visibility: 'private',
  }));
  const [touched, setTouched] = useState(false);
  const [checked, setChecked] = useState(false);
  const [convert, { isLoading, error }] = useConvertGroupMutation();
  const problem = error === undefined ? null : toProblem(error);
  const atField = problem?.code === 'conflict' || roomFields.includes(problem?.field ?? '');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!isHandle(details.name)) return;
    const { name, visibility } = details;
    void convert({ room: room.id, name, visibility, title: details.title.trim() })
      .unwrap()
      .then(onChanged, () => undefined);
  };
  return (
    <Dialog title={words.convertTitle} lead={words.convertLead} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {problem !== null && !atField && <FormProblem>{explain(problem)}</FormProblem>}
        <RoomForm
          details={details}
          onChange={setDetails}
          follow={!touched}
          onHandleTouched={() => setTouched(true)}
          checked={checked}
          problem={problem}
          withTopic={false}
        />
        <DialogActions>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" look="primary" busy={isLoading}>
            {words.convertNow}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
