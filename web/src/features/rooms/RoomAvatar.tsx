import { Icon } from '@/components/Icon';
import type { Room } from '@/lib/model';
import styles from './RoomAvatar.module.css';

type Pictured = Pick<Room, 'avatarUrl' | 'visibility'>;

/** A room's picture; without one, the sign that stands before its name. */
export function RoomAvatar({ room, size = 'm' }: { room: Pictured; size?: 'xs' | 'm' | 'l' }) {
  const isOurs = room.avatarUrl?.startsWith('/') === true;
  return (
    <span className={`${styles.avatar} ${styles[size]}`} aria-hidden="true">
      {isOurs ? (
        <img src={room.avatarUrl ?? ''} alt="" />
      ) : (
        <Icon name={room.visibility === 'public' ? 'hash' : 'lock'} />
      )}
    </span>
  );
}
