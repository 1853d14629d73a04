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
/** What a right password is worth where a code is needed as well. */
export type SecondStep = Schemas['SecondStepTicket'];
/** How my account signs in. */
export type Security = Schemas['SecurityAnswer'];
export type Passkey = Schemas['Passkey'];
export type ConnectedAccount = Schemas['ConnectedAccount'];
/** Where people can have an account to sign in with. */
export type Provider = Schemas['ProviderBody'];
export type PasswordLinkPreview = Schemas['PasswordLinkPreview'];
export type ServerInvitationPreview = Schemas['InvitedToServer'];
export type ServerInfo = Schemas['ServerAnswer'];

export type Visibility = Schemas['Visibility'];
export type RoomRole = NonNullable<Schemas['RoomRole']>;
export type AccessReason = Schemas['AccessReason'];
export type RoomDetails = Schemas['RoomDetails'];
/** What a room is called, and who may find it: what a form asks for. */
export type RoomBasics = Pick<RoomDetails, 'name' | 'title' | 'topic' | 'visibility'>;
export type Room = Schemas['Room'];
export type CustomRole = Schemas['CustomRole'];
export type BuiltInRole = Omit<Schemas['BuiltInRole'], 'role'> & { role: RoomRole };
export type RoleDraft = Pick<CustomRole, 'name' | 'permissions'> & { rank: RoomRole };
export type ExplainedAccess = Schemas['ExplainedAccess'];
export type RoomChange = Partial<NonNullable<Schemas['UpdateRoomRequest']>>;
export type Invitation = Schemas['Invitation'];
export type InvitationUse = Schemas['InvitationUse'];
export type InvitedTo = Schemas['InvitedTo'];
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
export type MessageChange = Logged<'message_edited' | 'message_deleted'> & { by: Person; message: Message };
export type Reaction = Schemas['Reaction'];
/** Somebody reacted to a message, or took that back; with all of its reactions after that. */
export type ReactionChange = Logged<'reaction_added' | 'reaction_removed'> & {
  user: Person;
  messageSeq: number;
  emoji: string;
  reactions: Reaction[];
};
/** Much that one person said was deleted at once, or is back. */
export type MessagesPurged = Logged<'messages_purged'> & { by: Person; user: Person; messageSeqs: number[] };
export type MessagesRestored = Logged<'messages_restored'> & {
  by: Person;
  user: Person;
  messages: Message[];
};
export type Purge = Schemas['Purge'];
export type WordFilter = Schemas['WordFilter'];
export type FilterAction = WordFilter['action'];
export type HeldMessage = Schemas['HeldMessage'];
export type Joined = Logged<'join_room_announcement'> & Moved;
export type Left = Logged<'leave_room_announcement'> & Moved;
export type RoomUpdated = Logged<'room_updated'> & { details: RoomDetails; by?: Person | null };
export type MemberUpdated = Logged<'member_updated'> & {
  user: Person;
  role: RoomRole;
  customRole?: { id: string; name: string } | null;
};
/** One of the room's own roles was made, changed or removed. */
export type RoomRoleChanged = Logged<'room_role_changed'>;
/** A ban or a timeout began or ended. */
export type Restricting = Logged<
  'member_banned' | 'member_unbanned' | 'member_timed_out' | 'timeout_ended'
> & { user: Person; by: Person; until?: string | null };
/** A group is a room now, with these details. */
export type GroupConverted = Logged<'group_converted'> & { details: RoomDetails; by?: Person | null };
export type RoomEvent =
  | MessageReceived
  | MessageChange
  | ReactionChange
  | MessagesPurged
  | MessagesRestored
  | Joined
  | Left
  | RoomUpdated
  | GroupConverted
  | MemberUpdated
  | RoomRoleChanged
  | Restricting;

export type EventPage = Omit<Schemas['EventPage'], 'events'> & { events: RoomEvent[] };
