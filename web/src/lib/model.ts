import type { components } from './api.gen';

/** What the server speaks of. The shapes come from its OpenAPI document: `npm run types`. */
type Schemas = components['schemas'];

export type Person = Schemas['Person'];
export type Account = Schemas['Account'];
export type Profile = Schemas['Profile'];
export type Status = Schemas['Status'];
/** What the caller may know of themselves. */
export type Me = Schemas['AccountAnswer'];
/** What everyone may know of a person. */
export type PersonProfile = Schemas['ProfileAnswer'];
export type MyProfileChange = Schemas['ProfileChange'];
export type ListedSession = Schemas['SessionBody'];
export type Friends = Schemas['FriendList'];
export type Session = Schemas['SignedInAnswer'];
export type ServerInfo = Schemas['ServerAnswer'];

export type Visibility = Schemas['Visibility'];
export type RoomRole = NonNullable<Schemas['RoomRole']>;
export type RoomDetails = Schemas['RoomDetails'];
/** What a room is called, and who may find it: what a form asks for. */
export type RoomBasics = Pick<RoomDetails, 'name' | 'title' | 'topic' | 'visibility'>;
export type Room = Schemas['Room'];
export type RoomPermission = Schemas['RoomPermission'];
export type Member = Schemas['Member'] & { role: RoomRole };

export type Sidebar = Schemas['Sidebar'];
export type SidebarSection = Schemas['SidebarSection'];
/** What somebody wants of one of their rooms; what is left out stays. */
export type RoomWishes = Partial<Record<keyof Schemas['RoomWishes'], boolean>>;
export type Message = Schemas['Message'];

export type PersonPresence = Schemas['PersonPresence'];
export type PresenceState = Schemas['PresenceState'];
export type PresenceChoice = Schemas['PresenceChoice'];

/** One entry of a room's log; `type` is the name under which it is also heard live. */
type Logged<Type extends string> = Pick<Schemas['LoggedEvent'], 'room' | 'seq' | 'at'> & { type: Type };
type Moved = { user: Person; by?: Person | null };

export type MessageReceived = Logged<'receive_message'> & { message: Message };
export type Joined = Logged<'join_room_announcement'> & Moved;
export type Left = Logged<'leave_room_announcement'> & Moved;
export type RoomUpdated = Logged<'room_updated'> & { details: RoomDetails; by?: Person | null };
export type MemberUpdated = Logged<'member_updated'> & { user: Person; role: RoomRole };
export type RoomEvent = MessageReceived | Joined | Left | RoomUpdated | MemberUpdated;

export type EventPage = Omit<Schemas['EventPage'], 'events'> & { events: RoomEvent[] };
