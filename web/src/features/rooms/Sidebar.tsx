import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Button, IconButton } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { Menu, MenuItem } from '@/components/Menu';
import { RowSkeleton } from '@/components/Skeleton';
import type { Room } from '@/lib/model';
import { titleOf } from '@/lib/names';
import { isApple } from '@/lib/platform';
import { text } from '@/lib/text';
import { inOrder, pathOf } from './order';
import { RoomSign } from './RoomSign';
import { useMyRoomsQuery } from './roomsApi';
import styles from './Sidebar.module.css';

interface SidebarProps {
  current: string | null;
  onCreate: () => void;
  onWrite: () => void;
  onBrowse: () => void;
  onSwitch: () => void;
  browsing: boolean;
  inFriends: boolean;
  /** People who wait for an answer. */
  friendRequests: number;
  footer: ReactNode;
}

const words = text.rooms;

export function Sidebar(props: SidebarProps) {
  const { current, onCreate, onWrite, onBrowse, onSwitch, browsing, inFriends, friendRequests, footer } =
    props;
  const { data: rooms, isError, refetch } = useMyRoomsQuery();
  return (
    <nav className={styles.side} aria-label={words.nav}>
      <header className={styles.brand}>
        <span>{text.product}</span>
        <Menu trigger={<IconButton icon="plus" label={words.add} />}>
          <MenuItem icon="pencil" onSelect={onWrite}>
            {text.people.direct.new}
          </MenuItem>
          <MenuItem icon="hash" onSelect={onCreate}>
            {words.create}
          </MenuItem>
          <MenuItem icon="compass" onSelect={onBrowse}>
            {words.discover}
          </MenuItem>
        </Menu>
      </header>
      <button type="button" className={styles.find} onClick={onSwitch}>
        <span>{words.jump}</span>
        <kbd>{switchKeys}</kbd>
      </button>
      <div className={`${styles.rooms} scroll`}>
        <Link href="/browse" className={styles.room} aria-current={browsing ? 'page' : undefined}>
          <Icon name="compass" />
          <span className={styles.name}>{words.discover}</span>
        </Link>
        <Link href="/friends" className={styles.room} aria-current={inFriends ? 'page' : undefined}>
          <Icon name="people" />
          <span className={styles.name}>{text.people.friends.title}</span>
          {friendRequests > 0 && (
            <span className={styles.mentions}>
              <span aria-hidden="true">{text.number(friendRequests)}</span>
              <span className="visually-hidden">, {text.people.friends.requests(friendRequests)}</span>
            </span>
          )}
        </Link>
        <h2 className={styles.section}>{words.section}</h2>
        {rooms !== undefined && rooms.length > 0 && <RoomList rooms={rooms} current={current} />}
        {rooms?.length === 0 && (
          <div className={styles.note}>
            <p>{words.emptySidebar}</p>
            <div className={styles.firstSteps}>
              <Button look="primary" onClick={onCreate}>
                {words.create}
              </Button>
              <Button onClick={onBrowse}>{words.discover}</Button>
            </div>
          </div>
        )}
        {rooms === undefined && !isError && <RowSkeleton rows={7} />}
        {rooms === undefined && isError && (
          <div className={styles.note}>
            <p>{words.listFailed}</p>
            <Button small onClick={() => void refetch()}>
              {text.retry}
            </Button>
          </div>
        )}
      </div>
      <footer className={styles.foot}>{footer}</footer>
    </nav>
  );
}

function RoomList({ rooms, current }: { rooms: Room[]; current: string | null }) {
  return (
    <ul>
      {inOrder(rooms).map((room) => (
        <li key={room.id} className={styles.item}>
          <Link
            href={pathOf(room)}
            className={styles.room}
            data-unread={room.unread > 0 || undefined}
            aria-current={room.id === current ? 'page' : undefined}
          >
            <RoomSign room={room} />
            <span className={styles.name}>
              <bdi>{titleOf(room)}</bdi>
            </span>
            <Count room={room} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Mentions call for attention; other unread messages are only counted. */
function Count({ room: { mentions, unread } }: { room: Room }) {
  if (unread === 0) return null;
  const shown = mentions > 0 ? mentions : unread;
  return (
    <span className={mentions > 0 ? styles.mentions : styles.unread}>
      <span aria-hidden="true">{shown > 999 ? '999+' : text.number(shown)}</span>
      <span className="visually-hidden">
        , {mentions > 0 ? words.mentions(mentions) : words.unread(unread)}
      </span>
    </span>
  );
}

const switchKeys = isApple ? '⌘ K' : 'Ctrl K';
