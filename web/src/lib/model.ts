/** What the server speaks of. */

export interface Person {
  id: string;
  username: string;
  displayName: string;
  avatarUrl: string | null;
}

export type ServerRole = 'owner' | 'admin' | 'member';
export interface Account extends Person {
  email?: string | null;
  role: ServerRole;
}

export interface Session {
  user: Account;
  accessToken: string;
  expiresAt: string;
}

export interface ServerInfo {
  name: string;
  hasAccounts: boolean;
  signUp: 'open' | 'closed';
}

export type Visibility = 'public' | 'private';
export type RoomRole = 'owner' | 'admin' | 'member';
export interface RoomDetails {
  name: string;
  title: string;
  topic: string;
  visibility: Visibility;
}
export interface Room extends RoomDetails {
  id: string;
  kind: 'room' | 'direct' | 'group';
  lastSeq: number;
  memberCount: number;
  role: RoomRole | null;
  createdAt: string;
  lastReadSeq: number;
  unread: number;
  mentions: number;
  lastMessageAt: string | null;
}

export interface Member {
  user: Person;
  role: RoomRole;
  joinedAt: string;
}

export interface Message {
  room: string;
  seq: number;
  author: Person;
  text: string;
  at: string;
  clientId?: string | null;
  editedAt?: string | null;
  deletedAt?: string | null;
}

/** One entry of a room's log; `type` is the name under which it is also heard live. */
interface Logged<Type extends string> {
  type: Type;
  room: string;
  seq: number;
  at: string;
}
export interface MessageReceived extends Logged<'receive_message'> {
  message: Message;
}
export interface Joined extends Logged<'join_room_announcement'> {
  user: Person;
  by?: Person | null;
}
export interface Left extends Logged<'leave_room_announcement'> {
  user: Person;
  by?: Person | null;
}
export interface RoomUpdated extends Logged<'room_updated'> {
  details: RoomDetails;
  by?: Person | null;
}
export interface MemberUpdated extends Logged<'member_updated'> {
  user: Person;
  role: RoomRole;
}
export type RoomEvent = MessageReceived | Joined | Left | RoomUpdated | MemberUpdated;

export interface EventPage {
  events: RoomEvent[];
  lastSeq: number;
  hasBefore: boolean;
  hasAfter: boolean;
}
