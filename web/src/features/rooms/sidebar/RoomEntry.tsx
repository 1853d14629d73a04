import { memo } from 'react';
import { Count } from '@/components/Count';
import type { Room } from '@/lib/model';
import { titleOf } from '@/lib/names';
import { text } from '@/lib/text';
import { pathOf } from '../order';
import { RoomSign } from '../RoomSign';
import { isUnread } from './arrangement';
import styles from './Sidebar.module.css';

interface RoomEntryProps {
  room: Room;
  section: string;
  current: boolean;
  muted: boolean;
  /** Whether it shows if its person is there. */
  present: boolean;
  draggable: boolean;
  /** Where a dragged room would come to stand. */
  drop: 'before' | 'after' | undefined;
}

/**
 * One room of the sidebar. There may be a thousand: what they do is done by the list around them, which hears of it by
 * `data-room` and `data-section`.
 */
export const RoomEntry = memo(function RoomEntry(props: RoomEntryProps) {
  const { room, section, current, muted, present, draggable, drop } = props;
  return (
    <li className={styles.item} data-drop={drop}>
      <a
        href={pathOf(room)}
        className={styles.room}
        draggable={draggable}
        data-entry
        data-room={room.id}
        data-section={section}
        data-unread={isUnread(room, muted) || undefined}
        data-muted={muted || undefined}
        aria-current={current ? 'page' : undefined}
        aria-keyshortcuts="Control+Shift+ArrowUp Control+Shift+ArrowDown"
      >
        <RoomSign room={room} present={present} />
        <span className={styles.name}>
          <bdi>{titleOf(room)}</bdi>
        </span>
        {muted && <span className="visually-hidden">, {text.sidebar.muted}</span>}
        <News room={room} muted={muted} />
      </a>
    </li>
  );
});

/** Mentions call for attention, also in a muted room; other unread messages are only counted. */
function News({ room: { mentions, unread }, muted }: { room: Room; muted: boolean }) {
  if (mentions > 0) return <Count value={mentions} label={text.rooms.mentions(mentions)} />;
  return <Count quiet value={muted ? 0 : unread} label={text.rooms.unread(unread)} />;
}
