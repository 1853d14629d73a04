import { Avatar } from '@/components/Avatar';
import { Icon } from '@/components/Icon';
import { PresentAvatar } from '@/components/PresentAvatar';
import type { Room } from '@/lib/model';
import { text } from '@/lib/text';
import { RoomAvatar } from './RoomAvatar';
import styles from './RoomSign.module.css';

type Signed = Pick<Room, 'visibility' | 'kind' | 'people' | 'avatarUrl'>;

/** What stands before a room's name: open to all, or closed; of conversations, the people. */
export function RoomSign({ room, present = true }: { room: Signed; present?: boolean }) {
  const { kind, visibility, people } = room;
  const [first, second] = people ?? [];
  if (kind === 'direct' && first !== undefined)
    return present ? <PresentAvatar person={first} size="xs" /> : <Avatar person={first} size="xs" />;
  if (kind === 'group' && first !== undefined)
    return (
      <span className={styles.pile}>
        <Avatar person={first} size="xs" />
        {second !== undefined && <Avatar person={second} size="xs" />}
      </span>
    );
  if (room.avatarUrl?.startsWith('/') === true) return <RoomAvatar room={room} size="xs" />;
  if (visibility === 'public') return <Icon name="hash" />;
  return (
    <>
      <Icon name="lock" />
      <span className="visually-hidden">{text.rooms.private}, </span>
    </>
  );
}
