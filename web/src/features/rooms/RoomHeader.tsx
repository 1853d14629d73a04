import type { ReactNode } from 'react';
import { IconButton } from '@/components/Button';
import { PeoplePile } from '@/components/PeoplePile';
import { PersonButton } from '@/components/PersonButton';
import { PresentAvatar } from '@/components/PresentAvatar';
import type { Person, Room } from '@/lib/model';
import { nameOf, titleOf } from '@/lib/names';
import { text } from '@/lib/text';
import { ago } from '@/lib/time';
import { useNow } from '@/lib/useNow';
import { usePresence } from '@/lib/usePresence';
import styles from './RoomHeader.module.css';

interface RoomHeaderProps {
  room: Room;
  onBack: () => void;
  /** The room's buttons; none for a room that I am not in. */
  children?: ReactNode;
}

export function RoomHeader({ room, onBack, children }: RoomHeaderProps) {
  const people = text.rooms.members(room.memberCount);
  const [other] = room.kind === 'direct' ? (room.people ?? []) : [];
  return (
    <header className={styles.top}>
      <IconButton icon="back" label={text.back} className={styles.back} onClick={onBack} />
      {other !== undefined && (
        <PersonButton person={other} className={styles.face} aria-label={nameOf(other)}>
          <PresentAvatar person={other} />
        </PersonButton>
      )}
      {room.kind === 'group' && room.people && <PeoplePile people={room.people} />}
      <div className={styles.words}>
        <h1 className={styles.title} title={titleOf(room)}>
          <bdi>{titleOf(room)}</bdi>
        </h1>
        {other === undefined ? (
          <p className={styles.topic} title={room.topic || undefined}>
            <bdi>{room.topic}</bdi>
            {room.topic && ' · '}
            {people}
          </p>
        ) : (
          <p className={styles.topic}>
            <UpTo person={other} />
          </p>
        )}
      </div>
      <div className={styles.actions}>{children}</div>
    </header>
  );
}

/** What somebody is up to; without that, whether they are there. */
function UpTo({ person: { id, status } }: { person: Person }) {
  const now = useNow();
  const presence = usePresence(id);
  if (status && (status.emoji || status.text))
    return (
      <bdi>
        {status.emoji} {status.text}
      </bdi>
    );
  if (presence === undefined) return null;
  return presence.lastSeenAt
    ? text.presence.lastSeen(ago(presence.lastSeenAt, now))
    : text.presence.states[presence.state];
}
