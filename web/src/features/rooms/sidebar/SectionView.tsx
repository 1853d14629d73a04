import { Icon } from '@/components/Icon';
import { text } from '@/lib/text';
import type { ShownSection } from './arrangement';
import { RoomEntry } from './RoomEntry';
import type { DropPlace } from './useDragging';
import styles from './Sidebar.module.css';

interface SectionViewProps {
  section: ShownSection;
  current: string | null;
  muted: ReadonlySet<string>;
  draggable: boolean;
  drop: DropPlace | null;
  onFold: () => void;
}

/** Whether those people are there whose conversations stand first; the server tells of a bounded number. */
const presentAtMost = 100;

export function SectionView({ section, current, muted, draggable, drop, onFold }: SectionViewProps) {
  const { id, name, collapsed, rooms, folded } = section;
  const edgeOf = (kind: DropPlace['kind'], at: string) =>
    drop?.kind === kind && drop.id === at ? drop.edge : undefined;
  return (
    <div
      role="group"
      className={styles.group}
      data-group={id}
      data-drop={edgeOf('section', id)}
      aria-label={name}
    >
      <h2 className={styles.heading} data-into={edgeOf('into', id)}>
        <button
          type="button"
          className={styles.section}
          data-entry
          data-section={id}
          draggable={draggable}
          aria-expanded={!collapsed}
          aria-keyshortcuts="Control+Shift+ArrowUp Control+Shift+ArrowDown"
          onClick={onFold}
        >
          <bdi>{name}</bdi>
          <Icon name="fold" />
          {folded > 0 && <span className={styles.folded}>{text.sidebar.folded(folded)}</span>}
        </button>
      </h2>
      <ul>
        {rooms.map((room, index) => (
          <RoomEntry
            key={room.id}
            room={room}
            section={id}
            current={room.id === current}
            muted={muted.has(room.id)}
            present={index < presentAtMost}
            draggable={draggable}
            drop={edgeOf('room', room.id)}
          />
        ))}
      </ul>
      {rooms.length === 0 && folded === 0 && !section.builtIn && (
        <p className={styles.note}>{text.sidebar.emptySection}</p>
      )}
    </div>
  );
}
