import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import type { Room } from '@/lib/model';
import { notify } from '@/lib/notices';
import { may } from '@/lib/permissions';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useUpdateRoomMutation } from './settings/settingsApi';
import styles from './SilentRoom.module.css';

type Why = keyof typeof text.roomSettings.silence;

/** Stands where one would write, in a room where one cannot. */
export function SilentRoom({ room, why }: { room: Room; why: Why }) {
  const [update, { isLoading }] = useUpdateRoomMutation();
  const unarchive = () =>
    void update({ room: room.id, change: { archived: false } })
      .unwrap()
      .catch((error: unknown) => notify(explain(toProblem(error))));
  return (
    <div className={styles.silent} role="note">
      <Icon name={why === 'archived' ? 'archive' : 'lock'} />
      <p>{text.roomSettings.silence[why]}</p>
      {why === 'archived' && may(room, 'manage_room') && (
        <Button small busy={isLoading} onClick={unarchive}>
          {text.roomSettings.access.unarchive}
        </Button>
      )}
    </div>
  );
}
