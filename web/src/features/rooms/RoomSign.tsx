import { Icon } from '@/components/Icon';
import type { Room } from '@/lib/model';
import { text } from '@/lib/text';

/** What stands before a room's name: open to all, or closed. */
export function RoomSign({ room }: { room: Pick<Room, 'visibility'> }) {
  if (room.visibility === 'public') return <Icon name="hash" />;
  return (
    <>
      <Icon name="lock" />
      <span className="visually-hidden">{text.rooms.private}, </span>
    </>
  );
}
