import { use, useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { useLocation } from 'wouter';
import { MessageText } from '@/features/messages/MessageView';
import { ConversationPane } from '@/features/messages/ConversationPane';
import { FiltersDialog } from '@/features/messages/FiltersDialog';
import { HeldDialog } from '@/features/messages/HeldDialog';
import { ActItems } from '@/features/moderation/ActItems';
import { ActOnPerson } from '@/features/moderation/ActOnPerson';
import { Banned } from '@/features/moderation/Banned';
import { actsOn, pagesOf, type Act } from '@/features/moderation/model';
import { ModerationDialog } from '@/features/moderation/ModerationDialog';
import { useOpenReportsQuery } from '@/features/moderation/moderationApi';
import { OpenReports } from '@/features/moderation/OpenReports';
import { ReportDialog } from '@/features/moderation/ReportDialog';
import { Silenced, useTimeout } from '@/features/moderation/Silenced';
import { ConnectionBanner } from '@/features/realtime/ConnectionBanner';
import { beginningOf } from '@/features/rooms/beginning';
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
import { BlockedContext } from '@/lib/blocked';
import type { Account, Member, Message, Person, Room } from '@/lib/model';
import { titleOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { may, silence } from '@/lib/permissions';
import { load, save } from '@/lib/storage';
import { text } from '@/lib/text';
import { useNarrow } from '@/lib/useMedia';
import type { Live } from './live';
import { BlockedNote } from './BlockedNote';
import { GroupDialogs, GroupItems, type GroupOverlay } from './GroupMenu';
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

type Overlay = 'filters' | 'held' | 'add' | 'leave' | 'moderation' | GroupOverlay;

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
  const [acting, setActing] = useState<{ act: Act; person: Person } | null>(null);
  const [reporting, setReporting] = useState<Message | null>(null);
  const timeout = useTimeout(room.timeout);
  const rooms = useMyRoomsQuery().data;
  const online = useSyncExternalStore(live.connection.subscribe, live.connection.getSnapshot) === 'online';
  const conversation = live.conversation(room);
  const path = pathOf(room);
  const silent = silence(room);
  const handlesReports = may(room, 'handle_reports');
  const openReports = useOpenReportsQuery(room.id, { skip: !handlesReports }).data ?? 0;
  const held = useSlowMode(room, conversation);
  const settings = (section: string) => navigate(`${path}/settings/${section}`);
  const blockedPeople = use(BlockedContext);
  const blocked = room.kind === 'direct' ? room.people?.find(({ id }) => blockedPeople.has(id)) : undefined;
  const linkTo = useCallback((seq: number) => `${location.origin}${path}/${seq}`, [path]);
  const findPeople = useCallback((query: string) => live.findPeople(room.id, query), [live, room.id]);
  const jump = useCallback((seq: number) => navigate(`${path}/${seq}`), [navigate, path]);
  const acts = useCallback(
    ({ user: person, role }: Member) => {
      const acts = actsOn(room, role);
      return acts.length === 0 ? null : <ActItems acts={acts} onAct={(act) => setActing({ act, person })} />;
    },
    [room],
  );
  const showPanel = (shown: boolean) => {
    setPanel(shown);
    if (!narrow) save(panelKey, shown);
  };

  return (
    <>
      <main className={styles.room}>
        <RoomHeader room={room} onBack={() => navigate('/')}>
          {room.kind !== 'direct' && (
            <IconButton
              icon="people"
              label={words.membersTitle}
              aria-pressed={panel}
              onClick={() => showPanel(!panel)}
            />
          )}
          <Menu
            trigger={
              <IconButton
                icon="more"
                label={text.more}
                news={openReports > 0 ? text.moderation.reports.open(openReports) : undefined}
              />
            }
          >
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
            <GroupItems room={room} onChoose={setOverlay} />
            <MenuItem icon="link" onSelect={() => copyLink(location.origin + path)}>
              {words.copyLink}
            </MenuItem>
            {room.kind === 'room' && (
              <MenuItem icon="settings" onSelect={() => settings('about')}>
                {words.settings}
              </MenuItem>
            )}
            {pagesOf(room).length > 0 && (
              <MenuItem
                icon="alert"
                end={handlesReports && <OpenReports scope={room.id} />}
                onSelect={() => setOverlay('moderation')}
              >
                {text.moderation.open}
              </MenuItem>
            )}
            {may(room, 'manage_filters') && (
              <MenuItem icon="eyeOff" onSelect={() => setOverlay('filters')}>
                {text.filters.menu}
              </MenuItem>
            )}
            {may(room, 'delete_messages') && (
              <MenuItem icon="clock" onSelect={() => setOverlay('held')}>
                {text.filters.heldMenu}
              </MenuItem>
            )}
            {may(room, 'leave') && (
              <>
                <MenuLine />
                <MenuItem danger icon="leave" onSelect={() => setOverlay('leave')}>
                  {room.kind === 'group' ? text.people.group.leave : words.leave}
                </MenuItem>
              </>
            )}
          </Menu>
        </RoomHeader>
        <ConnectionBanner connection={live.connection} />
        <ConversationPane
          conversation={conversation}
          room={room}
          me={user}
          beginning={beginningOf(room)}
          target={target}
          online={online}
          drafts={live.drafts}
          typing={live.typing}
          rooms={rooms ?? []}
          findPeople={findPeople}
          linkTo={linkTo}
          onJump={jump}
          onReport={setReporting}
          held={held}
          silenced={
            blocked !== undefined ? (
              <BlockedNote person={blocked} />
            ) : timeout ? (
              <Silenced timeout={timeout} />
            ) : (
              silent && <SilentRoom room={room} why={silent} />
            )
          }
        />
      </main>
      {panel && room.kind !== 'direct' && (
        <MembersPanel
          room={room}
          me={user.id}
          description={<MessageText source={room.description} me={user.username} />}
          onAdd={() => setOverlay('add')}
          onDescribe={() => settings('about')}
          onClose={() => showPanel(false)}
          acts={acts}
        />
      )}
      {acting !== null && <ActOnPerson {...acting} room={room.id} onClose={() => setActing(null)} />}
      {reporting !== null && (
        <ReportDialog message={reporting} direct={room.kind !== 'room'} onClose={() => setReporting(null)} />
      )}
      {overlay === 'moderation' && (
        <ModerationDialog
          room={room}
          onShow={(seq) => {
            setOverlay(null);
            navigate(`${path}/${seq}`);
          }}
          onClose={() => setOverlay(null)}
        />
      )}
      {overlay === 'add' && <AddPeopleDialog room={room} onClose={() => setOverlay(null)} />}
      {overlay === 'filters' && <FiltersDialog room={room} onClose={() => setOverlay(null)} />}
      {overlay === 'held' && <HeldDialog room={room} me={user} onClose={() => setOverlay(null)} />}
      <GroupDialogs
        room={room}
        overlay={overlay}
        onChanged={(changed) => {
          setOverlay(null);
          live.keepRoom(changed);
        }}
        onClose={() => setOverlay(null)}
      />
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
