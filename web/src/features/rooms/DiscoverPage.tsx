import { useDeferredValue, useState } from 'react';
import { Link } from 'wouter';
import { Button, IconButton } from '@/components/Button';
import { Empty } from '@/components/Empty';
import { EndOfList } from '@/components/EndOfList';
import { Icon } from '@/components/Icon';
import { MessageSkeleton } from '@/components/Skeleton';
import type { Room } from '@/lib/model';
import { titleOf } from '@/lib/names';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { ago } from '@/lib/time';
import { pathOf } from './order';
import { RoomAvatar } from './RoomAvatar';
import { useDiscoverInfiniteQuery, useMyRoomsQuery, type RoomOrder } from './roomsApi';
import styles from './DiscoverPage.module.css';

interface DiscoverPageProps {
  initialQuery: string;
  onJoin: (room: Room) => Promise<void>;
  onCreate: () => void;
  onBack: () => void;
}

const words = text.rooms;

export function DiscoverPage({ initialQuery, onJoin, onCreate, onBack }: DiscoverPageProps) {
  const [query, setQuery] = useState(initialQuery);
  const [sort, setSort] = useState<RoomOrder>('activity');
  const wanted = useDeferredValue(query.trim());
  const { currentData, data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useDiscoverInfiniteQuery({ query: wanted, sort }, { refetchOnMountOrArgChange: true });
  // While the next words are looked for, what was found stays on the page.
  const rooms = (currentData ?? data)?.pages.flatMap((page) => page.rooms);
  return (
    <main className={styles.page}>
      <header className={styles.top}>
        <IconButton icon="back" label={text.back} className={styles.back} onClick={onBack} />
        <h1>{words.discoverTitle}</h1>
        <Button small look="primary" onClick={onCreate}>
          {words.create}
        </Button>
      </header>
      <div className={`${styles.body} scroll`}>
        <div className={styles.column}>
          <div className={styles.tools}>
            <label className={styles.find}>
              <Icon name="search" />
              <span className="visually-hidden">{words.discoverFilter}</span>
              <input
                type="search"
                value={query}
                onChange={(event) => setQuery(event.target.value)}
                placeholder={words.discoverFilter}
              />
            </label>
            <select
              className={styles.sort}
              aria-label={words.discoverOrder}
              value={sort}
              onChange={(event) => setSort(event.target.value as RoomOrder)}
            >
              {Object.entries(words.discoverOrders).map(([order, name]) => (
                <option key={order} value={order}>
                  {name}
                </option>
              ))}
            </select>
          </div>
          {rooms === undefined && error === undefined && <MessageSkeleton rows={5} />}
          {rooms === undefined && error !== undefined && (
            <Empty title={explain(toProblem(error))}>
              <Button onClick={() => void refetch()}>{text.retry}</Button>
            </Empty>
          )}
          {rooms?.length === 0 && (
            <Empty
              art={wanted === ''}
              title={wanted === '' ? words.discoverNone : words.discoverNoMatch(wanted)}
              lead={wanted === '' ? words.discoverNoneHint : words.discoverNoMatchHint}
            >
              <Button look="primary" onClick={onCreate}>
                {words.create}
              </Button>
            </Empty>
          )}
          {rooms !== undefined && rooms.length > 0 && (
            <ul className={styles.list}>
              {rooms.map((room) => (
                <RoomCard key={room.id} room={room} onJoin={onJoin} />
              ))}
            </ul>
          )}
          {hasNextPage && rooms !== undefined && (
            <EndOfList shown={rooms.length} busy={isFetchingNextPage} onMore={() => void fetchNextPage()} />
          )}
        </div>
      </div>
    </main>
  );
}

function RoomCard({ room, onJoin }: { room: Room; onJoin: (room: Room) => Promise<void> }) {
  const [joining, setJoining] = useState(false);
  const mine = useMyRoomsQuery().data?.some(({ id }) => id === room.id) ?? Boolean(room.role);
  const join = () => {
    setJoining(true);
    void onJoin(room).finally(() => setJoining(false));
  };
  return (
    <li className={styles.card}>
      <RoomAvatar room={room} />
      <div className={styles.about}>
        <h2 className={styles.title}>
          <Link href={pathOf(room)}>
            <bdi>{titleOf(room)}</bdi>
          </Link>
        </h2>
        {(room.topic || room.description) !== '' && (
          <p className={styles.topic}>
            <bdi>{room.topic || plain(room.description)}</bdi>
          </p>
        )}
        <p className={styles.facts}>
          #{room.name} · {words.members(room.memberCount)}
          {room.lastMessageAt != null && ` · ${words.active(ago(room.lastMessageAt, new Date()))}`}
          {room.archivedAt != null && ` · ${words.archived}`}
        </p>
      </div>
      {mine ? (
        <span className={styles.joined}>
          <Icon name="check" />
          {words.joined}
        </span>
      ) : room.archivedAt != null ? null : (
        <Button small busy={joining} onClick={join} aria-label={`${words.join} ${titleOf(room)}`}>
          {words.join}
        </Button>
      )}
    </li>
  );
}

/** The words of a description, without the marks of Markdown: there is room for two lines. */
const plain = (markdown: string) =>
  markdown.replace(/[*_`#>~]+/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
