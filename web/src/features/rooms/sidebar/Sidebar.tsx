import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { Button, IconButton } from '@/components/Button';
import { Count } from '@/components/Count';
import { Icon } from '@/components/Icon';
import { Menu, MenuItem, MenuLine } from '@/components/Menu';
import { RowSkeleton } from '@/components/Skeleton';
import type { Sidebar as Arrangement } from '@/lib/model';
import { isApple } from '@/lib/platform';
import { text } from '@/lib/text';
import { useMyRoomsQuery } from '../roomsApi';
import { mostSections, type ShownSection } from './arrangement';
import type { Arranging } from './arranging';
import { SectionList } from './SectionList';
import styles from './Sidebar.module.css';

interface SidebarProps {
  /** The sections and their rooms; undefined until both are known. */
  shown: readonly ShownSection[] | undefined;
  sidebar: Arrangement | undefined;
  arranging: Arranging;
  current: string | null;
  /** Guests of the server make no rooms, and find none. */
  isGuest: boolean;
  onCreate: () => void;
  onWrite: () => void;
  onBrowse: () => void;
  onSwitch: () => void;
  /** Nothing else is shown, as on a phone: then it is the page, and not beside it. */
  isPage: boolean;
  browsing: boolean;
  inFriends: boolean;
  /** People who wait for an answer. */
  friendRequests: number;
  footer: ReactNode;
}

const words = text.rooms;

export function Sidebar(props: SidebarProps) {
  const { shown, sidebar, arranging, current, isGuest, isPage, browsing, inFriends, friendRequests, footer } =
    props;
  const { onCreate, onWrite, onBrowse, onSwitch } = props;
  const { data: rooms, isError, refetch } = useMyRoomsQuery();
  const [isAdding, setIsAdding] = useState(false);
  return (
    <div className={styles.place} data-sidebar role={isPage ? 'main' : undefined}>
      <nav className={styles.side} aria-label={words.nav}>
        <header className={styles.brand}>
          <span role={isPage ? 'heading' : undefined} aria-level={isPage ? 1 : undefined}>
            {text.product}
          </span>
          <Menu trigger={<IconButton icon="plus" label={words.add} />}>
            <MenuItem icon="pencil" onSelect={onWrite}>
              {text.people.direct.new}
            </MenuItem>
            {!isGuest && (
              <>
                <MenuItem icon="hash" onSelect={onCreate}>
                  {words.create}
                </MenuItem>
                <MenuItem icon="compass" onSelect={onBrowse}>
                  {words.discover}
                </MenuItem>
                <MenuLine />
              </>
            )}
            {shown !== undefined && shown.length < mostSections && (
              <MenuItem icon="section" onSelect={() => setIsAdding(true)}>
                {text.sidebar.newSection}
              </MenuItem>
            )}
          </Menu>
        </header>
        <button type="button" className={styles.find} onClick={onSwitch}>
          <span>{words.jump}</span>
          <kbd>{switchKeys}</kbd>
        </button>
        <div className={`${styles.rooms} scroll`}>
          {!isGuest && (
            <Link href="/browse" className={styles.room} aria-current={browsing ? 'page' : undefined}>
              <Icon name="compass" />
              <span className={styles.name}>{words.discover}</span>
            </Link>
          )}
          <Link href="/friends" className={styles.room} aria-current={inFriends ? 'page' : undefined}>
            <Icon name="people" />
            <span className={styles.name}>{text.people.friends.title}</span>
            <Count value={friendRequests} label={text.people.friends.requests(friendRequests)} />
          </Link>
          {rooms !== undefined && shown !== undefined && sidebar !== undefined && rooms.length > 0 && (
            <SectionList
              shown={shown}
              rooms={rooms}
              sidebar={sidebar}
              arranging={arranging}
              current={current}
              isAdding={isAdding}
              onAdded={() => setIsAdding(false)}
            />
          )}
          {rooms?.length === 0 && (
            <div className={styles.note}>
              <p>{words.emptySidebar}</p>
              {!isGuest && (
                <div className={styles.firstSteps}>
                  <Button look="primary" onClick={onCreate}>
                    {words.create}
                  </Button>
                  <Button onClick={onBrowse}>{words.discover}</Button>
                </div>
              )}
            </div>
          )}
          {(rooms === undefined || shown === undefined) && !isError && <RowSkeleton rows={7} />}
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
    </div>
  );
}

const switchKeys = isApple ? '⌘ K' : 'Ctrl K';
