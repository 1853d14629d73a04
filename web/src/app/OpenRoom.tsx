import { use, useCallback, useState, useSyncExternalStore } from 'react';
import { useLocation } from 'wouter';
import { MessageText } from '@/features/messages/MessageView';
import { ConversationPane } from '@/features/messages/ConversationPane';
import { FiltersDialog } from '@/features/messages/FiltersDialog';
import { HeldDialog } from '@/features/messages/HeldDialog';
import { ActItems } from '@/features/moderation/ActItems';
import { ActOnPerson } from '@/features/moderation/ActOnPerson';
import { actsOn, type Act } from '@/features/moderation/model';
import { ModerationDialog } from '@/features/moderation/ModerationDialog';
import { useOpenReportsQuery } from '@/features/moderation/moderationApi';
import { ReportDialog } from '@/features/moderation/ReportDialog';
import { Silenced, useTimeout } from '@/features/moderation/Silenced';
import { ConnectionBanner } from '@/features/realtime/ConnectionBanner';
import { beginningOf } from '@/features/rooms/beginning';
import { AddPeopleDialog } from '@/features/rooms/AddPeopleDialog';
import { MembersPanel } from '@/features/rooms/MembersPanel';
import { pathOf } from '@/features/rooms/order';
import { RoomHeader } from '@/features/rooms/RoomHeader';
import { useMyRoomsQuery } from '@/features/rooms/roomsApi';
import { SilentRoom } from '@/features/rooms/SilentRoom';
import { IconButton } from '@/components/Button';
import { BlockedContext } from '@/lib/blocked';
import type { Account, Member, Message, Person, Room } from '@/lib/model';
import { may, silence } from '@/lib/permissions';
import { load, save } from '@/lib/storage';
import { text } from '@/lib/text';
import { useNarrow } from '@/lib/useMedia';
import type { Live } from './live';
import { BlockedNote } from './BlockedNote';
import { GroupDialogs } from './GroupMenu';
import { LeaveRoom } from './RoomDialogs';
import { RoomMenu, type Overlay } from './RoomMenu';
import { useSlowMode } from './useSlowMode';
import styles from './App.module.css';

const words = text.rooms;

interface OpenRoomProps {
  room: Room;
  target: number | undefined;
  user: Account;
  live: Live;
}

/** A room of mine: what is said in it, who is in it, and what can be done there. */
export function OpenRoom({ room, target, user, live }: OpenRoomProps) {
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
          <RoomMenu room={room} openReports={openReports} onSettings={settings} onChoose={setOverlay} />
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
