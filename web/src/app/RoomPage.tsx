import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useLocation } from 'wouter';
import { Composer, type ComposerHandle } from '@/features/messages/Composer';
import { MessageText } from '@/features/messages/MessageView';
import { Timeline } from '@/features/messages/Timeline';
import { TypingLine } from '@/features/messages/TypingLine';
import { ConnectionBanner } from '@/features/realtime/ConnectionBanner';
import { AddPeopleDialog } from '@/features/rooms/AddPeopleDialog';
import { MembersPanel } from '@/features/rooms/MembersPanel';
import { pathOf } from '@/features/rooms/order';
import { RoomHeader } from '@/features/rooms/RoomHeader';
import { useMyRoomsQuery, useRoomQuery } from '@/features/rooms/roomsApi';
import { SilentRoom } from '@/features/rooms/SilentRoom';
import { Button, IconButton } from '@/components/Button';
import { Empty } from '@/components/Empty';
import { Menu, MenuItem, MenuLine } from '@/components/Menu';
import { MessageSkeleton } from '@/components/Skeleton';
import type { Account, Person, Room } from '@/lib/model';
import { titleOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { may, silence } from '@/lib/permissions';
import { load, save } from '@/lib/storage';
import { text } from '@/lib/text';
import { useNarrow } from '@/lib/useMedia';
import type { Live } from './live';
import { LeaveRoom } from './RoomDialogs';
import { useSlowMode } from './useSlowMode';
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
  const asked = useRoomQuery(name, { skip: mine !== undefined || !listed, refetchOnMountOrArgChange: true });
  useFollowRename(name, mine, navigate);

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
          <Empty art level="h2" title={words.previewTitle(titleOf(room))} lead={room.topic || undefined}>
            {room.archivedAt == null ? (
              <Button look="primary" onClick={() => void onJoin(room)}>
                {words.previewJoin}
              </Button>
            ) : (
              <p>{text.roomSettings.silence.archived}</p>
            )}
          </Empty>
        </>
      )}
    </main>
  );
}

type Overlay = 'add' | 'leave';

interface OpenRoomProps {
  room: Room;
  target: number | undefined;
  user: Account;
  live: Live;
}

function OpenRoom({ room, target, user, live }: OpenRoomProps) {
  const [, navigate] = useLocation();
  const narrow = useNarrow();
  const [panel, setPanel] = useState(() => !narrow && load<boolean>(panelKey, false));
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const composer = useRef<ComposerHandle>(null);
  const rooms = useMyRoomsQuery().data;
  const online = useSyncExternalStore(live.connection.subscribe, live.connection.getSnapshot) === 'online';
  const conversation = live.conversation(room);
  const path = pathOf(room);
  const silent = silence(room);
  const held = useSlowMode(room, conversation);
  const settings = (section: string) => navigate(`${path}/settings/${section}`);
  const linkTo = useCallback((seq: number) => `${location.origin}${path}/${seq}`, [path]);
  const findPeople = useCallback((query: string) => live.findPeople(room.id, query), [live, room.id]);
  const mention = useCallback((person: Person) => composer.current?.mention(person), []);
  const showPanel = (shown: boolean) => {
    setPanel(shown);
    if (!narrow) save(panelKey, shown);
  };
  useEffect(() => {
    if (matchMedia('(hover: hover)').matches) composer.current?.focus();
  }, []);

  return (
    <>
      <main className={styles.room}>
        <RoomHeader room={room} onBack={() => navigate('/')}>
          <IconButton
            icon="people"
            label={words.membersTitle}
            aria-pressed={panel}
            onClick={() => showPanel(!panel)}
          />
          <Menu trigger={<IconButton icon="more" label={text.more} />}>
            {may(room, 'add_people') && (
              <MenuItem icon="addPerson" onSelect={() => setOverlay('add')}>
                {words.addPeople}
              </MenuItem>
            )}
            {may(room, 'invite') && (
              <MenuItem icon="send" onSelect={() => settings('invitations')}>
                {words.invite}
              </MenuItem>
            )}
            <MenuItem icon="link" onSelect={() => copyLink(location.origin + path)}>
              {words.copyLink}
            </MenuItem>
            {room.kind !== 'direct' && (
              <MenuItem icon="settings" onSelect={() => settings('about')}>
                {words.settings}
              </MenuItem>
            )}
            {may(room, 'leave') && (
              <>
                <MenuLine />
                <MenuItem danger icon="leave" onSelect={() => setOverlay('leave')}>
                  {words.leave}
                </MenuItem>
              </>
            )}
          </Menu>
        </RoomHeader>
        <ConnectionBanner connection={live.connection} />
        <Timeline
          key={target}
          conversation={conversation}
          me={user}
          title={titleOf(room)}
          target={target}
          online={online}
          linkTo={linkTo}
          onMention={mention}
        />
        {silent === null ? (
          <>
            <TypingLine typing={live.typing} room={room.id} />
            <Composer
              room={room.id}
              title={titleOf(room)}
              drafts={live.drafts}
              rooms={rooms ?? []}
              findPeople={findPeople}
              held={held}
              onTyping={() => live.typing.write(room.id)}
              onSend={(words) => {
                live.typing.sent(room.id);
                conversation.send(words);
              }}
              handle={composer}
            />
          </>
        ) : (
          <SilentRoom room={room} why={silent} />
        )}
      </main>
      {panel && (
        <MembersPanel
          room={room}
          me={user.id}
          description={<MessageText source={room.description} me={user.username} />}
          onAdd={() => setOverlay('add')}
          onDescribe={() => settings('about')}
          onClose={() => showPanel(false)}
        />
      )}
      {overlay === 'add' && <AddPeopleDialog room={room} onClose={() => setOverlay(null)} />}
      {overlay === 'leave' && (
        <LeaveRoom room={room} user={user} live={live} onClose={() => setOverlay(null)} />
      )}
    </>
  );
}

const panelKey = 'parlor.panel';

function copyLink(link: string): void {
  navigator.clipboard.writeText(link).then(
    () => notify(words.linkCopied),
    () => undefined,
  );
}

/** When the open room gets another address, the page goes along. */
function useFollowRename(
  name: string,
  mine: Room | undefined,
  navigate: (path: string, options: { replace: true }) => void,
) {
  const rooms = useMyRoomsQuery().data;
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (mine !== undefined) shown.current = mine.id;
    else {
      const renamed = rooms?.find((room) => room.id === shown.current && room.name !== name);
      if (renamed !== undefined) navigate(pathOf(renamed), { replace: true });
    }
  }, [name, mine, rooms, navigate]);
}
