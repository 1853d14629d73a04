import type { ReactNode } from 'react';
import { Button, IconButton } from '@/components/Button';
import type { Member, Room } from '@/lib/model';
import { titleOf } from '@/lib/names';
import { may } from '@/lib/permissions';
import { text } from '@/lib/text';
import { shortDate } from '@/lib/time';
import { MemberList } from './MemberList';
import { RoomAvatar } from './RoomAvatar';
import styles from './MembersPanel.module.css';

interface MembersPanelProps {
  room: Room;
  me: string;
  /** The room's description, drawn. */
  description: ReactNode;
  onAdd: () => void;
  onDescribe: () => void;
  onExplain?: (user: string) => void;
  onClose: () => void;
  /** What else can be done to a member, as entries of their menu; null for nothing. */
  acts: (member: Member) => ReactNode;
}

const words = text.roomSettings.details;

/** The room's details at its side: what it is for, and who is in it. */
export function MembersPanel({
  room,
  me,
  description,
  onAdd,
  onDescribe,
  onExplain,
  onClose,
  acts,
}: MembersPanelProps) {
  return (
    <aside className={styles.panel} aria-label={text.rooms.membersTitle}>
      <header className={styles.top}>
        <h2>{text.rooms.membersTitle}</h2>
        <span className={styles.count}>{text.number(room.memberCount)}</span>
        <IconButton icon="close" label={text.close} onClick={onClose} />
      </header>
      <div className={`${styles.body} scroll`}>
        {room.kind === 'room' && (
          <section className={styles.about} aria-label={words.title}>
            <div className={styles.sign}>
              <RoomAvatar room={room} />
              <p className={styles.facts}>
                <bdi>{titleOf(room)}</bdi>
                <small>
                  #{room.name} · {words.created(shortDate(room.createdAt))}
                </small>
              </p>
            </div>
            {room.topic !== '' && <p dir="auto">{room.topic}</p>}
            {room.description !== '' && description}
            {room.description === '' && may(room, 'edit_room') && (
              <Button small look="quiet" onClick={onDescribe}>
                {words.describe}
              </Button>
            )}
          </section>
        )}
        <MemberList room={room} me={me} onAdd={onAdd} acts={acts} onExplain={onExplain} />
      </div>
    </aside>
  );
}
