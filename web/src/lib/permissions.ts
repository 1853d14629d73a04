import type { BuiltInRole, CustomRole, Room, RoomPermission, RoomRole } from './model';

/** What a member is, lowest first. */
export const roleOrder: readonly RoomRole[] = ['guest', 'member', 'moderator', 'admin', 'owner'];
const rankOf = (role: RoomRole) => roleOrder.indexOf(role);

/** What can be done although a room is archived. */
const inArchive: ReadonlySet<RoomPermission> = new Set([
  'manage_room',
  'delete_room',
  'see_audit',
  'handle_reports',
  'leave',
]);

/** Whether I may do something in a room now, as the server has said. */
export const may = (room: Room, permission: RoomPermission) =>
  room.permissions.includes(permission) && (room.archivedAt == null || inArchive.has(permission));

/** Who keeps order from outside does so as an admin. */
const myRole = (room: Room): RoomRole => room.role ?? (room.permissions.length > 0 ? 'admin' : 'guest');

/** People act on those of lower rank; owners on each other too. */
export const mayActOn = (room: Room, role: RoomRole) =>
  myRole(room) === 'owner' || rankOf(myRole(room)) > rankOf(role);

/** Nobody gives what they do not have. */
export function mayGive(room: Room, role: BuiltInRole | CustomRole): boolean {
  const rank = 'rank' in role ? role.rank : role.role;
  if (rank === null || rankOf(rank) > rankOf(myRole(room))) return false;
  // What only members do, an admin of the server lacks outside, and may give all the same.
  return room.role == null || role.permissions.every((permission) => room.permissions.includes(permission));
}

/** Why nothing can be written here; null where it can. */
export function silence(room: Room): 'archived' | 'announcements' | 'role' | null {
  if (room.archivedAt != null) return 'archived';
  if (!room.permissions.includes('post')) return 'role';
  const speaksUp = room.voiced === true || room.permissions.includes('post_announcements');
  return room.announceOnly && !speaksUp ? 'announcements' : null;
}
