import { Button } from '@/components/Button';
import { SectionPart } from '@/components/SectionsPage';
import type { Room } from '@/lib/model';
import { may } from '@/lib/permissions';
import { text } from '@/lib/text';
import styles from './RoomSettings.module.css';

interface DangerSettingsProps {
  room: Room;
  onLeave: () => void;
  onDelete: () => void;
}

const words = text.roomSettings.danger;

/** What cannot simply be undone; each asks before it is done. */
export function DangerSettings({ room, onLeave, onDelete }: DangerSettingsProps) {
  const leaving = room.visibility === 'public' ? text.rooms.leavePublic : text.rooms.leavePrivate;
  return (
    <>
      {room.role != null && may(room, 'leave') && (
        <SectionPart title={words.leave} lead={room.role === 'owner' ? words.lastOwner : leaving}>
          <div className={styles.buttons}>
            <Button look="danger" onClick={onLeave}>
              {text.rooms.leave}
            </Button>
          </div>
        </SectionPart>
      )}
      {may(room, 'delete_room') && (
        <SectionPart title={words.remove} lead={text.rooms.removeLead}>
          <div className={styles.buttons}>
            <Button look="danger" onClick={onDelete}>
              {text.rooms.remove}
            </Button>
          </div>
        </SectionPart>
      )}
    </>
  );
}
