import { useCallback, useState, type ReactNode } from 'react';
import { Redirect, useLocation, useSearchParams } from 'wouter';
import { InvitationsSettings } from '@/features/invitations/InvitationsSettings';
import { ActItems } from '@/features/moderation/ActItems';
import { ActOnPerson } from '@/features/moderation/ActOnPerson';
import { actsOn, type Act } from '@/features/moderation/model';
import { AddPeopleDialog } from '@/features/rooms/AddPeopleDialog';
import { pathOf } from '@/features/rooms/order';
import { AboutSettings } from '@/features/rooms/settings/AboutSettings';
import { AccessSettings } from '@/features/rooms/settings/AccessSettings';
import { DangerSettings } from '@/features/rooms/settings/DangerSettings';
import { PeopleSettings } from '@/features/rooms/settings/PeopleSettings';
import { PermissionsSettings } from '@/features/rooms/settings/PermissionsSettings';
import { RolesSettings } from '@/features/rooms/settings/RolesSettings';
import { SectionsPage, type Section } from '@/components/SectionsPage';
import type { Account, Member, Person, Room } from '@/lib/model';
import { titleOf } from '@/lib/names';
import { may } from '@/lib/permissions';
import { text } from '@/lib/text';
import { usePhone } from '@/lib/useMedia';
import type { Live } from './live';
import { RoomCrop } from './RoomCrop';
import { DeleteRoom, LeaveRoom } from './RoomDialogs';

/** What a section of the settings is made of. */
export interface RoomSettingsScene {
  room: Room;
  user: Account;
  onAdd: () => void;
  onLeave: () => void;
  onDelete: () => void;
}

interface RoomSection extends Section {
  /** Whether I have any business there. */
  shown: (room: Room) => boolean;
  content: (scene: RoomSettingsScene) => ReactNode;
}

const names = text.roomSettings.sections;
const isRoom = (room: Room) => room.kind === 'room';

/** The settings of a room, in the order of their list. A feature that has something to settle in rooms adds a line. */
const sections: RoomSection[] = [
  {
    ...{ id: 'about', title: names.about, icon: 'pencil' },
    shown: () => true,
    content: ({ room }) => <AboutSettings key={room.id} room={room} Crop={RoomCrop} />,
  },
  {
    ...{ id: 'access', title: names.access, icon: 'lock' },
    shown: isRoom,
    content: ({ room }) => <AccessSettings room={room} />,
  },
  {
    ...{ id: 'people', title: names.people, icon: 'people' },
    shown: () => true,
    content: (scene) => <People {...scene} />,
  },
  {
    ...{ id: 'roles', title: names.roles, icon: 'shield' },
    shown: isRoom,
    content: ({ room }) => <RolesSettings room={room} />,
  },
  {
    ...{ id: 'invitations', title: names.invitations, icon: 'send' },
    shown: (room) => may(room, 'invite') || room.permissions.includes('manage_room'),
    content: ({ room, onAdd }) => <InvitationsSettings room={room} onAdd={onAdd} />,
  },
  {
    ...{ id: 'permissions', title: names.permissions, icon: 'help' },
    shown: isRoom,
    content: ({ room }) => <Permissions room={room} />,
  },
  {
    ...{ id: 'danger', title: names.danger, icon: 'alert' },
    shown: (room) => may(room, 'leave') || may(room, 'delete_room'),
    content: ({ room, onLeave, onDelete }) => (
      <DangerSettings room={room} onLeave={onLeave} onDelete={onDelete} />
    ),
  },
];

interface RoomSettingsPageProps {
  room: Room;
  section: string | undefined;
  user: Account;
  live: Live;
}

export function RoomSettingsPage({ room, section, user, live }: RoomSettingsPageProps) {
  const phone = usePhone();
  const [overlay, setOverlay] = useState<'add' | 'leave' | 'delete' | null>(null);
  const path = `${pathOf(room)}/settings`;
  const shown = sections.filter((one) => one.shown(room));
  const current = shown.find(({ id }) => id === section);
  const close = () => setOverlay(null);
  if (current === undefined && (section !== undefined || !phone))
    return <Redirect to={phone ? path : `${path}/about`} replace />;
  return (
    <SectionsPage
      title={text.rooms.settingsOf(titleOf(room))}
      path={path}
      sections={shown}
      current={current}
      leaveTo={pathOf(room)}
    >
      {current?.content({
        room,
        user,
        onAdd: () => setOverlay('add'),
        onLeave: () => setOverlay('leave'),
        onDelete: () => setOverlay('delete'),
      })}
      {overlay === 'add' && <AddPeopleDialog room={room} onClose={close} />}
      {overlay === 'leave' && <LeaveRoom room={room} user={user} live={live} onClose={close} />}
      {overlay === 'delete' && <DeleteRoom room={room} live={live} onClose={close} />}
    </SectionsPage>
  );
}

function People({ room, user, onAdd }: RoomSettingsScene) {
  const [, navigate] = useLocation();
  const explain = (person: string) =>
    navigate(`${pathOf(room)}/settings/permissions?${new URLSearchParams({ user: person }).toString()}`);
  const [acting, setActing] = useState<{ act: Act; person: Person } | null>(null);
  const acts = useCallback(
    ({ user: person, role }: Member) => {
      const acts = actsOn(room, role);
      return acts.length === 0 ? null : <ActItems acts={acts} onAct={(act) => setActing({ act, person })} />;
    },
    [room],
  );
  return (
    <>
      <PeopleSettings room={room} me={user.id} onAdd={onAdd} acts={acts} onExplain={explain} />
      {acting !== null && <ActOnPerson {...acting} room={room.id} onClose={() => setActing(null)} />}
    </>
  );
}

function Permissions({ room }: { room: Room }) {
  const [search, setSearch] = useSearchParams();
  return (
    <PermissionsSettings
      room={room}
      user={search.get('user')}
      onChoose={(user) => setSearch(user === null ? {} : { user })}
    />
  );
}
