import { useState, type ReactNode } from 'react';
import { IconButton } from '@/components/Button';
import { Menu, MenuChoice, MenuItem, MenuLine } from '@/components/Menu';
import type { Member, Room } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { may, mayActOn, mayGive } from '@/lib/permissions';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useSetMemberMutation, useSetVoiceMutation } from './roomsApi';
import { useRolesQuery } from './settings/settingsApi';

interface MemberMenuProps {
  member: Member;
  room: Room;
  me: string;
  onHandOver: (member: Member) => void;
  onExplain: ((user: string) => void) | undefined;
  /** What else can be done to them, as entries. */
  children: ReactNode;
}

const words = text.roomSettings.people;

const mayChangeRole = (room: Room, { user, role }: Member, me: string) =>
  room.kind === 'room' && user.id !== me && may(room, 'manage_roles') && mayActOn(room, role);
/** Nobody gives what they do not have; and a voice is for those to take who may take the word from somebody. */
const mayGiveVoice = (room: Room) =>
  room.kind === 'room' && may(room, 'timeout') && may(room, 'post_announcements');
const mayInherit = (room: Room, { user, role }: Member, me: string) =>
  user.id !== me && role !== 'owner' && may(room, 'hand_over');

/** Whether there is something that I may do to a member. */
export const canDoAnything = (room: Room, member: Member, me: string) =>
  mayChangeRole(room, member, me) || mayGiveVoice(room) || mayInherit(room, member, me);

export function MemberMenu({ member, room, me, onHandOver, onExplain, children }: MemberMenuProps) {
  const { user } = member;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Menu
      onOpenChange={setIsOpen}
      trigger={<IconButton small icon="more" label={text.rooms.memberMenu(nameOf(user))} />}
    >
      {isOpen && mayChangeRole(room, member, me) && <RoleChoice member={member} room={room} />}
      {onExplain !== undefined && (
        <MenuItem icon="help" onSelect={() => onExplain(user.username)}>
          {words.explain}
        </MenuItem>
      )}
      {mayGiveVoice(room) && <VoiceItem member={member} room={room} />}
      {mayInherit(room, member, me) && (
        <MenuItem icon="key" onSelect={() => onHandOver(member)}>
          {words.handOver}
        </MenuItem>
      )}
      {children}
    </Menu>
  );
}

/** With a voice they post where only announcements are, whatever their role. */
function VoiceItem({ member, room }: { member: Member; room: Room }) {
  const [setVoice] = useSetVoiceMutation();
  const change = () =>
    void setVoice({ room: room.id, user: member.user.id, voiced: !member.voiced })
      .unwrap()
      .catch((error: unknown) => notify(explain(toProblem(error))));
  return (
    <MenuItem icon="message" onSelect={change}>
      {member.voiced ? words.takeVoice : words.giveVoice}
    </MenuItem>
  );
}

/** The roles that I may give, the room's own among them. */
function RoleChoice({ member, room }: { member: Member; room: Room }) {
  const roles = useRolesQuery(room.id).data;
  const [setMember] = useSetMemberMutation();
  const builtIn = roles?.builtIn.filter((role) => mayGive(room, role)) ?? [];
  const custom = roles?.custom.filter((role) => mayGive(room, role)) ?? [];
  const now = member.customRole?.id ?? member.role;
  const options = Object.fromEntries([
    ...builtIn.map(({ role }): [string, string] => [role, text.rooms.roles[role]]),
    ...custom.map(({ id, name }): [string, string] => [id, name]),
  ]);
  const give = (chosen: string) => {
    const role = builtIn.find(({ role }) => role === chosen)?.role;
    const given = role === undefined ? { customRole: chosen } : { role };
    void setMember({ room: room.id, user: member.user.id, ...given })
      .unwrap()
      .catch((error: unknown) => notify(explain(toProblem(error))));
  };
  return (
    <>
      <MenuChoice label={words.role(nameOf(member.user))} value={now} options={options} onChange={give} />
      <MenuLine />
    </>
  );
}
