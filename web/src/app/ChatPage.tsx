import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useRoute, useSearchParams } from 'wouter';
import { AccountMenu } from '@/features/accounts/AccountMenu';
import { useMeQuery } from '@/features/accounts/accountsApi';
import { StatusDialog } from '@/features/accounts/StatusDialog';
import { useBlocksQuery, useFriendsQuery } from '@/features/friends/friendsApi';
import { FriendsPage, friendTabs } from '@/features/friends/FriendsPage';
import { OpenReports } from '@/features/moderation/OpenReports';
import { PresenceChoices } from '@/features/presence/PresenceChoices';
import { useMyPresenceQuery } from '@/features/presence/presenceApi';
import { useOpenDirectMutation } from '@/features/rooms/directApi';
import { InvitationPage } from '@/features/invitations/InvitationPage';
import { CreateRoomDialog } from '@/features/rooms/CreateRoomDialog';
import { DiscoverPage } from '@/features/rooms/DiscoverPage';
import { NewMessageDialog } from '@/features/rooms/NewMessageDialog';
import { neighbour, pathOf } from '@/features/rooms/order';
import { useMyRoomsQuery } from '@/features/rooms/roomsApi';
import { isUnread } from '@/features/rooms/sidebar/arrangement';
import { Sidebar } from '@/features/rooms/sidebar/Sidebar';
import { Switcher } from '@/features/rooms/Switcher';
import { Button } from '@/components/Button';
import { Empty } from '@/components/Empty';
import { BlockedContext } from '@/lib/blocked';
import type { Account, Person, Room } from '@/lib/model';
import { titleOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { usePhone } from '@/lib/useMedia';
import { AdministrationPage, administrationTitle, mayAdminister } from './AdministrationPage';
import { AnnouncementBar } from './AnnouncementBar';
import type { Live } from './live';
import { PersonCards } from './PersonCards';
import { RoomPage } from './RoomPage';
import { RoomSettingsPage } from './RoomSettingsPage';
import { SettingsPage, settingsTitle } from './SettingsPage';
import { pickEmoji } from './settingsSections';
import { ShortcutsDialog } from './ShortcutsDialog';
import { useRecent } from './useRecent';
import { useSections } from './useSections';
import { useShortcuts } from './useShortcuts';
import { useTabTitle } from './useTabTitle';
import styles from './App.module.css';

interface ChatPageProps {
  /** Who is signed in, as they were when they signed in. */
  account: Account;
  live: Live;
  onSignOut: () => void;
}

type Overlay = 'switcher' | 'create' | 'write' | 'shortcuts' | 'status';

/** The rooms at the left, and at the right the one that is open. */
export function ChatPage({ account, live, onSignOut }: ChatPageProps) {
  const [path, navigate] = useLocation();
  const [isRoom, atRoom] = useRoute('/rooms/:name/:seq?');
  const [isSettled, atSettings] = useRoute('/rooms/:name/settings/:section?');
  const [isInvited, invited] = useRoute('/invite/:code');
  const [inSettings, settings] = useRoute('/settings/:section?');
  const [inAdministration, administration] = useRoute('/admin/:section?');
  const [inFriends, friendsTab] = useRoute('/friends/:tab?');
  const [search] = useSearchParams();
  const phone = usePhone();
  const { data: rooms } = useMyRoomsQuery();
  // Asked for before the account menu opens: a menu that grows while it is open jumps.
  useMyPresenceQuery();
  const me = useMeQuery().data;
  const user = me?.user ?? account;
  const isGuest = user.role === 'guest';
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const [recent, visit] = useRecent(account.id);
  const browsing = path === '/browse';
  const name = atSettings?.name ?? atRoom?.name;
  const current = rooms?.find((room) => room.name === name);
  const currentId = current?.id;
  const settles = isSettled && current !== undefined;
  // Settings of a room that is not mine: the room's own page says what there is to say.
  const inRoom = (isRoom || isSettled) && !settles;
  const inPage = settles || isInvited || browsing || inSettings || inAdministration || inFriends;
  const { sidebar, shown } = useSections(live.sidebar, rooms, currentId ?? null);

  const openRoom = useCallback((room: Room) => navigate(pathOf(room)), [navigate]);
  const browse = useCallback(
    (query = '') =>
      navigate(query === '' ? '/browse' : `/browse?${new URLSearchParams({ query }).toString()}`),
    [navigate],
  );
  const join = async (room: Room) => {
    try {
      await live.join(room);
      openRoom(room);
    } catch (error) {
      notify(explain(toProblem(error)));
    }
  };

  const pageTitle = inSettings
    ? settingsTitle(settings.section)
    : inAdministration
      ? administrationTitle(administration.section)
      : inFriends
        ? text.people.friends.title
        : current && titleOf(current);
  useTabTitle(rooms, sidebar, pageTitle);
  useShortcuts({
    switcher: () => setOverlay('switcher'),
    shortcuts: () => setOverlay('shortcuts'),
    walk: (step, unreadOnly) => {
      const muted = new Set(sidebar?.muted);
      const listed = (shown ?? []).flatMap((section) => section.rooms);
      const stops = (room: Room) => !unreadOnly || isUnread(room, muted.has(room.id));
      const next = neighbour(listed, currentId ?? null, step, stops);
      if (next !== null) openRoom(next);
    },
  });

  useEffect(() => {
    if (currentId !== undefined) visit(currentId);
  }, [currentId, visit]);
  // A hidden room that is opened is listed again, until it is hidden again.
  const opened = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (sidebar === undefined || opened.current === currentId) return;
    opened.current = currentId;
    if (currentId !== undefined && sidebar.hidden.includes(currentId))
      live.sidebar.wish(currentId, { hidden: false });
  }, [currentId, sidebar, live]);
  // Opening the client goes on where it was left. On a phone the list is the better start.
  const start =
    path === '/' && !phone && recent.length > 0 ? rooms?.find(({ id }) => id === recent[0]) : undefined;
  const started = useRef(false);
  useEffect(() => {
    if (rooms === undefined || started.current) return;
    started.current = true;
    if (start !== undefined) navigate(pathOf(start), { replace: true });
  }, [rooms, start, navigate]);

  const friends = useFriendsQuery().data;
  const blocks = useBlocksQuery().data;
  const blocked = useMemo(() => new Set(blocks?.map(({ id }) => id)), [blocks]);
  const [openDirect] = useOpenDirectMutation();
  const talkTo = (room: Room) => {
    live.keepRoom(room);
    openRoom(room);
  };
  const deeds = {
    message: (person: Person) =>
      void openDirect(person.id)
        .unwrap()
        .then(talkTo, (error: unknown) => notify(explain(toProblem(error)))),
    editProfile: () => navigate('/settings/profile'),
    setStatus: () => setOverlay('status'),
  };

  return (
    <BlockedContext value={blocked}>
      <PersonCards me={user} room={current} deeds={deeds}>
        <AnnouncementBar />
        <div className={styles.app} data-pane={inRoom || inPage ? 'main' : 'list'}>
          <Sidebar
            shown={shown}
            sidebar={sidebar}
            arranging={live.sidebar}
            current={currentId ?? null}
            isGuest={isGuest}
            isPage={phone && !inRoom && !inPage}
            browsing={browsing}
            inFriends={inFriends}
            friendRequests={friends?.incoming.length ?? 0}
            onWrite={() => setOverlay('write')}
            onCreate={() => setOverlay('create')}
            onBrowse={() => browse()}
            onSwitch={() => setOverlay('switcher')}
            footer={
              <AccountMenu
                user={user}
                status={me?.profile.status ?? null}
                onStatus={() => setOverlay('status')}
                onSettings={() => navigate('/settings')}
                onAdministration={mayAdminister(user) ? () => navigate('/admin') : undefined}
                administrationNews={mayAdminister(user) ? <OpenReports scope={null} /> : undefined}
                onShortcuts={() => setOverlay('shortcuts')}
                onSignOut={onSignOut}
              >
                <PresenceChoices />
              </AccountMenu>
            }
          />
          {settles && (
            <RoomSettingsPage room={current} section={atSettings.section} user={user} live={live} />
          )}
          {isInvited && (
            <InvitationPage
              key={invited.code}
              code={invited.code}
              onJoined={(room) => navigate(pathOf(room), { replace: true })}
              onBrowse={() => browse()}
            />
          )}
          {inRoom && name !== undefined && (
            <RoomPage
              key={name}
              name={name}
              target={atRoom?.seq === undefined || isSettled ? undefined : Number(atRoom.seq)}
              mine={current}
              user={user}
              live={live}
              onJoin={join}
            />
          )}
          {browsing && (
            <DiscoverPage
              key={search.get('query')}
              initialQuery={search.get('query') ?? ''}
              onJoin={join}
              onCreate={() => setOverlay('create')}
              onBack={() => navigate('/')}
            />
          )}
          {inFriends && (
            <FriendsPage tab={tabOf(friendsTab.tab)} onMessage={deeds.message} onBack={() => navigate('/')} />
          )}
          {inSettings && <SettingsPage section={settings.section} />}
          {inAdministration && <AdministrationPage user={user} section={administration.section} />}
          {!inRoom && !inPage && rooms !== undefined && (
            <main className={styles.nothing}>
              <Empty
                art
                level="h1"
                title={rooms.length === 0 ? text.rooms.noneTitle : text.rooms.chooseTitle}
                lead={
                  rooms.length > 0
                    ? text.rooms.chooseLead
                    : isGuest
                      ? text.rooms.guestLead
                      : text.rooms.noneLead
                }
              >
                {!isGuest && (
                  <>
                    <Button look="primary" onClick={() => setOverlay('create')}>
                      {text.rooms.create}
                    </Button>
                    <Button onClick={() => browse()}>{text.rooms.discover}</Button>
                  </>
                )}
              </Empty>
            </main>
          )}
          {overlay === 'switcher' && (
            <Switcher
              recent={recent.filter((id) => id !== current?.id)}
              onChoose={(room) => {
                setOverlay(null);
                openRoom(room);
              }}
              me={user.id}
              onPerson={(person) => {
                setOverlay(null);
                deeds.message(person);
              }}
              onBrowse={(query) => {
                setOverlay(null);
                browse(query);
              }}
              onClose={() => setOverlay(null)}
            />
          )}
          {overlay === 'write' && (
            <NewMessageDialog
              me={user.id}
              onOpened={(room) => {
                setOverlay(null);
                talkTo(room);
              }}
              onClose={() => setOverlay(null)}
            />
          )}
          {overlay === 'create' && (
            <CreateRoomDialog
              onCreated={(room) => {
                setOverlay(null);
                live.keepRoom(room);
                openRoom(room);
              }}
              onClose={() => setOverlay(null)}
            />
          )}
          {overlay === 'status' && me !== undefined && (
            <StatusDialog status={me.profile.status} picker={pickEmoji} onClose={() => setOverlay(null)} />
          )}
          {overlay === 'shortcuts' && <ShortcutsDialog onClose={() => setOverlay(null)} />}
        </div>
      </PersonCards>
    </BlockedContext>
  );
}

const tabOf = (tab: string | undefined) => friendTabs.find((one) => one === tab) ?? 'online';
