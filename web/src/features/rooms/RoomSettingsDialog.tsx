import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/Button';
import { Dialog, DialogActions } from '@/components/Dialog';
import { FormProblem } from '@/components/Field';
import type { Room, RoomBasics } from '@/lib/model';
import { titleOf } from '@/lib/names';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { shortDate } from '@/lib/time';
import { isHandle, RoomForm, roomFields } from './RoomForm';
import styles from './RoomForm.module.css';
import { useChangeRoomMutation } from './roomsApi';

interface RoomSettingsDialogProps {
  room: Room;
  onChanged: (room: Room) => void;
  onLeave: () => void;
  onDelete: () => void;
  onClose: () => void;
}

const words = text.rooms;
const detailsOf = ({ name, title, topic, visibility }: Room): RoomBasics => ({
  name,
  title,
  topic,
  visibility,
});
export const mayManage = (room: Room) => room.role === 'owner' || room.role === 'admin';

export function RoomSettingsDialog(props: RoomSettingsDialogProps) {
  const { room, onLeave, onClose } = props;
  return (
    <Dialog title={words.settingsOf(titleOf(room))} onClose={onClose}>
      {mayManage(room) ? (
        <EditForm {...props} />
      ) : (
        <>
          <Facts room={room} />
          <DialogActions>
            <Button look="quiet" className={styles.risky} onClick={onLeave}>
              {words.leave}
            </Button>
            <Button onClick={onClose}>{text.close}</Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}

function EditForm({ room, onChanged, onLeave, onDelete }: RoomSettingsDialogProps) {
  const [details, setDetails] = useState(() => detailsOf(room));
  const [checked, setChecked] = useState(false);
  const [change, { isLoading, error }] = useChangeRoomMutation();
  const problem = error === undefined ? null : toProblem(error);
  const atField = problem?.code === 'conflict' || roomFields.includes(problem?.field ?? '');

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!isHandle(details.name)) return;
    const changes = changed(detailsOf(room), details);
    void change({ room: room.id, changes })
      .unwrap()
      .then(onChanged, () => undefined);
  };

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {problem !== null && !atField && <FormProblem>{explain(problem)}</FormProblem>}
      <RoomForm
        details={details}
        onChange={setDetails}
        follow={false}
        onHandleTouched={() => undefined}
        checked={checked}
        problem={problem}
      />
      <DialogActions>
        <span className={styles.grave}>
          <Button look="quiet" className={styles.risky} onClick={onLeave}>
            {words.leave}
          </Button>
          {room.role === 'owner' && (
            <Button look="quiet" className={styles.risky} onClick={onDelete}>
              {words.remove}
            </Button>
          )}
        </span>
        <Button type="submit" look="primary" busy={isLoading}>
          {text.save}
        </Button>
      </DialogActions>
    </form>
  );
}

function Facts({ room }: { room: Room }) {
  const facts: [string, string][] = [
    [words.handle, `#${room.name}`],
    [words.topic, room.topic || '–'],
    [words.visibility, room.visibility === 'public' ? words.public : words.privateOption],
    [words.since, shortDate(room.createdAt)],
  ];
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function changed(before: RoomBasics, after: RoomBasics): Partial<RoomBasics> {
  const names = ['name', 'title', 'topic', 'visibility'] as const;
  return Object.fromEntries(
    names.filter((name) => before[name] !== after[name]).map((name) => [name, after[name]]),
  );
}
