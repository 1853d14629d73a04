import type { ReactNode } from 'react';
import { IconButton } from '@/components/Button';
import type { Room } from '@/lib/model';
import { titleOf } from '@/lib/names';
import { text } from '@/lib/text';
import styles from './RoomHeader.module.css';

interface RoomHeaderProps {
  room: Room;
  onBack: () => void;
  /** The room's buttons; none for a room that I am not in. */
  children?: ReactNode;
}

export function RoomHeader({ room, onBack, children }: RoomHeaderProps) {
  const people = text.rooms.members(room.memberCount);
  return (
    <header className={styles.top}>
      <IconButton icon="back" label={text.back} className={styles.back} onClick={onBack} />
      <div className={styles.words}>
        <h1 className={styles.title} title={titleOf(room)}>
          <bdi>{titleOf(room)}</bdi>
        </h1>
        <p className={styles.topic} title={room.topic || undefined}>
          <bdi>{room.topic}</bdi>
          {room.kind !== 'direct' && (
            <>
              {room.topic && ' · '}
              {people}
            </>
          )}
        </p>
      </div>
      <div className={styles.actions}>{children}</div>
    </header>
  );
}
