import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { Banned } from '@/features/moderation/Banned';
import { pathOf } from '@/features/rooms/order';
import { RoomHeader } from '@/features/rooms/RoomHeader';
import { useMyRoomsQuery, useRoomQuery } from '@/features/rooms/roomsApi';
import { Button } from '@/components/Button';
import { Empty } from '@/components/Empty';
import { MessageSkeleton } from '@/components/Skeleton';
import type { Account, Room } from '@/lib/model';
import { titleOf } from '@/lib/names';
import { text } from '@/lib/text';
import type { Live } from './live';
import { OpenRoom } from './OpenRoom';
import styles from './App.module.css';

interface RoomPageProps {
  name: string;
  target: number | undefined;
  /** The room, if it is one of mine. */
  mine: Room | undefined;
  user: Account;
  live: Live;
  onJoin: (room: Room) => Promise<void>;
}

const words = text.rooms;

/** The room of the address: mine, one that I may look at and join, or none. */
export function RoomPage({ name, target, mine, user, live, onJoin }: RoomPageProps) {
  const [, navigate] = useLocation();
  const listed = useMyRoomsQuery().data !== undefined;
  const isFollowing = useFollowRename(name, mine);
  const asked = useRoomQuery(name, {
    skip: mine !== undefined || isFollowing || !listed,
    refetchOnMountOrArgChange: true,
  });

  if (mine !== undefined)
    return <OpenRoom key={mine.id} room={mine} target={target} user={user} live={live} />;
  if (asked.isError)
    return (
      <main className={styles.nothing}>
        <Empty level="h1" title={words.notFoundTitle} lead={words.notFoundLead}>
          <Button look="primary" onClick={() => navigate('/browse')}>
            {words.goBrowse}
          </Button>
        </Empty>
      </main>
    );
  const room = asked.currentData;
  return (
    <main className={styles.room}>
      {room === undefined || asked.isFetching ? (
        <MessageSkeleton rows={8} />
      ) : (
        <>
          <RoomHeader room={room} onBack={() => navigate('/')} />
          {room.ban ? (
            <Banned room={room} ban={room.ban} />
          ) : (
            <Empty art level="h2" title={words.previewTitle(titleOf(room))} lead={room.topic || undefined}>
              {room.archivedAt == null ? (
                <Button look="primary" onClick={() => void onJoin(room)}>
                  {words.previewJoin}
                </Button>
              ) : (
                <p>{text.roomSettings.silence.archived}</p>
              )}
            </Empty>
          )}
        </>
      )}
    </main>
  );
}

/** When the open room gets another address, the page goes along. True while it is on the way there. */
function useFollowRename(name: string, mine: Room | undefined): boolean {
  const [, navigate] = useLocation();
  const rooms = useMyRoomsQuery().data;
  const [shown, setShown] = useState(mine?.id);
  if (mine !== undefined && mine.id !== shown) setShown(mine.id);
  const renamed =
    mine === undefined ? rooms?.find((room) => room.id === shown && room.name !== name) : undefined;
  useEffect(() => {
    if (renamed !== undefined) navigate(pathOf(renamed), { replace: true });
  }, [renamed, navigate]);
  return renamed !== undefined;
}
