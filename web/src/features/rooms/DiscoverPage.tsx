import { useDeferredValue, useState } from 'react';
import { Link } from 'wouter';
import { Button, IconButton } from '@/components/Button';
import { Empty } from '@/components/Empty';
import { Icon } from '@/components/Icon';
import { MessageSkeleton } from '@/components/Skeleton';
import type { Room } from '@/lib/model';
import { titleOf } from '@/lib/names';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { pathOf } from './order';
import { useDiscoverInfiniteQuery, useMyRoomsQuery } from './roomsApi';
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
  const wanted = useDeferredValue(query.trim());
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useDiscoverInfiniteQuery(
    wanted,
    {
      refetchOnMountOrArgChange: true,
    },
  );
  const rooms = data?.pages.flatMap((page) => page.rooms);
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
          {hasNextPage && (
            <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {text.showMore}
            </Button>
          )}
        </div>
      </div>
    </main>
  );
}

function RoomCard({ room, onJoin }: { room: Room; onJoin: (room: Room) => Promise<void> }) {
  const [joining, setJoining] = useState(false);
  const mine = useMyRoomsQuery().data?.some(({ id }) => id === room.id) ?? room.role !== null;
  const join = () => {
    setJoining(true);
    void onJoin(room).finally(() => setJoining(false));
  };
  return (
    <li className={styles.card}>
      <div className={styles.about}>
        <h2 className={styles.title}>
          <Link href={pathOf(room)}>
            <bdi>{titleOf(room)}</bdi>
          </Link>
        </h2>
        {room.topic !== '' && (
          <p className={styles.topic}>
            <bdi>{room.topic}</bdi>
          </p>
        )}
        <p className={styles.facts}>
          #{room.name} · {words.members(room.memberCount)}
        </p>
      </div>
      {mine ? (
        <span className={styles.joined}>
          <Icon name="check" />
          {words.joined}
        </span>
      ) : (
        <Button small busy={joining} onClick={join} aria-label={`${words.join} ${titleOf(room)}`}>
          {words.join}
        </Button>
      )}
    </li>
  );
}
