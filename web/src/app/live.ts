import { accountsApi } from '@/features/accounts/accountsApi';
import { friendsApi } from '@/features/friends/friendsApi';
import { peopleAfter } from '@/features/rooms/groupPeople';
import { replaceDetails } from '@/features/rooms/replaceDetails';
import { roomsApi } from '@/features/rooms/roomsApi';
import { Arranging } from '@/features/rooms/sidebar/arranging';
import { sidebarCalls } from '@/features/rooms/sidebar/sidebarCalls';
import { Conversation } from '@/features/messages/conversation';
import { filtersApi } from '@/features/messages/filtersApi';
import { Drafts } from '@/features/messages/drafts';
import { Outbox } from '@/features/messages/outbox';
import { Typing } from '@/features/messages/typing';
import { Activity } from '@/features/presence/activity';
import { Presences } from '@/features/presence/presences';
import { Connection } from '@/features/realtime/connection';
import { comesOrGoes } from '@/lib/comesOrGoes';
import type { Credentials } from '@/lib/http';
import type { Account, HeldMessage, Message, Person, Room, RoomEvent } from '@/lib/model';
import { titleOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { isPerson } from '@/lib/people';
import { text } from '@/lib/text';
import { heardAnnouncement } from './announcements';
import { isAnnouncement, isAbout, isHeld, isRoomEvent, isVersion, mentions } from './liveEvents';
import { ModerationNews } from './moderationNews';
import { PeopleNews } from './peopleNews';
import type { Store } from './store';

/** Everything of a signed-in person that lives outside React: the connection, and what it keeps true. */
export class Live {
  readonly connection: Connection;
  readonly drafts: Drafts;
  readonly typing: Typing;
  readonly presences: Presences;
  readonly sidebar = new Arranging(sidebarCalls, notify);
  readonly #activity: Activity;
  readonly #people: PeopleNews;
  readonly #moderation: ModerationNews;
  readonly #user: Account;
  readonly #store: Store;
  readonly #outbox: Outbox;
  readonly #conversations = new Map<string, Conversation>();
  #wasUp = false;

  constructor(user: Account, credentials: Credentials, store: Store) {
    this.#user = user;
    this.#store = store;
    this.#outbox = new Outbox(user.id);
    this.drafts = new Drafts(user.id);
    this.connection = new Connection(credentials);
    this.typing = new Typing((room) => {
      this.connection.request('typing', { room }).catch(() => undefined);
    });
    this.presences = new Presences((users) => this.connection.request('watch_presence', { users }));
    this.#people = new PeopleNews(store, this.presences);
    this.#moderation = new ModerationNews(store, user.id);
    this.#activity = new Activity((idle) => {
      this.connection.request('activity', { idle }).catch(() => undefined);
    });
    this.connection.onEvent((type, body) => this.#heard(type, body));
    this.connection.onOnline(() => this.#catchUp());
  }

  start(): void {
    this.connection.start();
    this.#activity.start();
  }

  stop(): void {
    this.#activity.stop();
    this.connection.stop();
  }

  conversation({ id, lastSeq, lastReadSeq }: Room): Conversation {
    const open = this.#conversations.get(id);
    if (open !== undefined) return open;
    const start = { room: id, me: this.#user.id, lastSeq, lastReadSeq: lastReadSeq ?? 0 };
    const read = (room: string, seq: number, unread: number) => this.#wasRead(room, seq, unread);
    const settled = (room: string, seq: number) => this.drafts.dropEdit(room, seq);
    const conversation = new Conversation(start, this.connection, this.#outbox, { read, settled });
    this.#conversations.set(id, conversation);
    return conversation;
  }

  async join({ id }: Room): Promise<void> {
    // By HTTP: whoever has only just signed in may press Join before the line is up.
    await this.#store
      .dispatch(roomsApi.endpoints.setMember.initiate({ room: id, user: this.#user.id }))
      .unwrap();
    this.#store.dispatch(roomsApi.util.invalidateTags(['Discover']));
  }

  /** A room that I just made or changed, before the list is fetched again. */
  keepRoom(room: Room): void {
    this.#changeRooms((rooms) => {
      const at = rooms.findIndex(({ id }) => id === room.id);
      if (at < 0) rooms.push(room);
      else rooms[at] = { ...rooms[at], ...room };
    });
  }

  dropRoom(id: string): void {
    this.#conversations.delete(id);
    this.#changeRooms((rooms) => {
      const at = rooms.findIndex((room) => room.id === id);
      if (at >= 0) rooms.splice(at, 1);
    });
  }

  async findPeople(room: string, query: string): Promise<Person[]> {
    const asked = this.#store.dispatch(
      roomsApi.endpoints.members.initiate({ room, query }, { subscribe: false }),
    );
    const { data } = await asked;
    return (data?.pages ?? []).flatMap((page) => page.members.map(({ user }) => user));
  }

  #catchUp(): void {
    this.#store.dispatch(roomsApi.util.invalidateTags(['Rooms']));
    if (this.#wasUp) {
      this.#people.catchUp();
      this.#moderation.catchUp();
    }
    this.#wasUp = true;
    for (const conversation of this.#conversations.values()) conversation.lineIsUp();
    this.presences.lookAgain();
    this.#activity.lineIsUp();
    void this.sidebar.load();
  }

  #heard(type: string, body: unknown): void {
    if (isRoomEvent(type, body)) this.#happened({ ...body, type } as RoomEvent);
    else if (type === 'room_deleted' && isAbout(body)) this.#leftBehind(body.room, text.rooms.deleted);
    else if (type === 'held_message_changed' && isHeld(body)) this.#heldChanged(body.held);
    else if (type === 'room_read' && isAbout(body) && typeof body.seq === 'number')
      this.#readElsewhere(body.room, body.seq);
    else if (type === 'typing' && isAbout(body) && isPerson(body.user))
      this.#heardTyping(body.room, body.user);
    else if (type === 'server_announcement' && isAnnouncement(body)) heardAnnouncement(body);
    else if (type === 'voice_changed' && isAbout(body) && isPerson(body.user))
      this.#voiceChanged(body.room, body.user);
    else if (type === 'sidebar_changed' && isVersion(body)) this.sidebar.heard(body.version);
    else if (!this.#moderation.heard(type, body)) this.#heardOfPeople(type, body);
  }

  #voiceChanged(room: string, { id }: Person): void {
    this.#store.dispatch(roomsApi.util.invalidateTags([{ type: 'Members', id: room }]));
    // What I may do now, the server says.
    if (id === this.#user.id) this.#store.dispatch(roomsApi.util.invalidateTags(['Rooms', 'Room', 'Access']));
  }

  #heardTyping(room: string, person: Person): void {
    const blocked = friendsApi.endpoints.blocks.select()(this.#store.getState()).data;
    if (person.id !== this.#user.id && !blocked?.some(({ id }) => id === person.id))
      this.typing.heard(room, person);
  }

  #heardOfPeople(type: string, body: unknown): void {
    const person = this.#people.heard(type, body);
    if (person === null) return;
    for (const conversation of this.#conversations.values()) conversation.personChanged(person);
  }

  #happened(event: RoomEvent): void {
    const { room, seq } = event;
    const conversation = this.#conversations.get(room);
    const attentive = conversation?.isAttended ?? false;
    conversation?.receive(event);
    if (event.type === 'receive_message') this.typing.stopped(room, event.message.author.id);
    // They change what people may do, which the server says.
    if (event.type === 'room_role_changed' || event.type === 'group_converted')
      this.#store.dispatch(
        roomsApi.util.invalidateTags([
          'Rooms',
          'Room',
          'Access',
          { type: 'Roles', id: room },
          { type: 'Members', id: room },
        ]),
      );
    this.#moderation.happened(event);
    if ('user' in event && event.user.id === this.#user.id && this.#aboutMe(event)) return;
    if (event.type === 'member_updated' || (comesOrGoes(event) && this.#keepsUpWith(room)))
      this.#store.dispatch(roomsApi.util.invalidateTags([{ type: 'Members', id: room }]));
    // A conversation is listed for whoever did not open it with the first thing that is said there.
    if (this.#rooms()?.every(({ id }) => id !== room) === true)
      this.#store.dispatch(roomsApi.util.invalidateTags(['Rooms']));
    this.#changeRoom(room, (mine) => {
      if (seq <= mine.lastSeq) return;
      mine.lastSeq = seq;
      mine.people = peopleAfter(mine, event, this.#user.id);
      if (event.type === 'join_room_announcement') mine.memberCount++;
      else if (event.type === 'leave_room_announcement') mine.memberCount--;
      else if (event.type === 'room_updated') replaceDetails(mine, event.details);
      else if (event.type === 'group_converted')
        replaceDetails(Object.assign(mine, { kind: 'room', people: null }), event.details);
      else if (event.type === 'receive_message') {
        mine.lastMessageAt = event.at;
        if (event.message.author.id === this.#user.id || attentive) return;
        mine.unread++;
        if (mentions(event.message.text, this.#username)) mine.mentions++;
      } else if (event.type === 'message_deleted' && this.#isUnread(event.message, mine))
        mine.unread = Math.max(0, mine.unread - 1);
    });
    this.#recountMentions(event);
  }

  /** A message of mine waits no longer, or there is something to decide on. */
  #heldChanged({ room, author, clientId, state }: HeldMessage): void {
    if (author.id === this.#user.id) this.#conversations.get(room)?.writing.decided(clientId, state);
    this.#store.dispatch(filtersApi.util.invalidateTags(['Held']));
  }

  /** An edit or deletion can end or begin a mention of mine: what the text was is only known to the server. */
  #recountMentions(event: RoomEvent): void {
    if (event.type === 'messages_purged' || event.type === 'messages_restored')
      this.#store.dispatch(roomsApi.util.invalidateTags(['Rooms']));
    if (event.type !== 'message_edited' && event.type !== 'message_deleted') return;
    const mine = this.#rooms()?.find(({ id }) => id === event.room);
    if (mine === undefined || !this.#isUnread(event.message, mine)) return;
    if (mine.mentions > 0 || mentions(event.message.text, this.#username))
      this.#store.dispatch(roomsApi.util.invalidateTags(['Rooms']));
  }

  #isUnread({ seq, author }: Message, { lastReadSeq }: Room): boolean {
    return seq > (lastReadSeq ?? 0) && author.id !== this.#user.id;
  }

  /** I came, went, or was given a role. True when the room is not in my list any more. */
  #aboutMe(event: RoomEvent): boolean {
    if (event.type === 'leave_room_announcement') {
      this.#leftBehind(event.room, event.by && event.by.id !== this.#user.id ? text.rooms.removedFrom : null);
      return true;
    }
    if (event.type === 'join_room_announcement')
      this.#store.dispatch(roomsApi.util.invalidateTags(['Rooms', 'Room']));
    // What I may do now, the server says.
    if (event.type === 'member_updated')
      this.#store.dispatch(roomsApi.util.invalidateTags(['Rooms', 'Room', 'Access']));
    return false;
  }

  #leftBehind(id: string, sentence: ((title: string) => string) | null): void {
    const room = this.#rooms()?.find((room) => room.id === id);
    this.dropRoom(id);
    this.#store.dispatch(roomsApi.util.invalidateTags(['Room', 'Discover']));
    if (room !== undefined && sentence !== null) notify(sentence(titleOf(room)));
  }

  #readElsewhere(id: string, seq: number): void {
    const conversation = this.#conversations.get(id);
    if (conversation !== undefined) {
      conversation.readElsewhere(seq);
      return;
    }
    const room = this.#rooms()?.find((room) => room.id === id);
    if (room !== undefined && seq < room.lastSeq)
      this.#store.dispatch(roomsApi.util.invalidateTags(['Rooms']));
    else this.#wasRead(id, seq, 0);
  }

  #wasRead(id: string, seq: number, unread: number): void {
    this.#changeRoom(id, (room) => {
      room.lastReadSeq = Math.max(room.lastReadSeq ?? 0, seq);
      room.unread = unread;
      if (unread === 0) room.mentions = 0;
    });
  }

  get #username(): string {
    const me = accountsApi.endpoints.me.select()(this.#store.getState()).data;
    return me?.user.username ?? this.#user.username;
  }

  /** Where thousands come and go, a list that is loaded anew for each of them would never be done. */
  #keepsUpWith(id: string): boolean {
    return (this.#rooms()?.find((room) => room.id === id)?.memberCount ?? 0) <= keepUpTo;
  }

  #rooms(): Room[] | undefined {
    return roomsApi.endpoints.myRooms.select()(this.#store.getState()).data;
  }

  #changeRoom(id: string, change: (room: Room) => void): void {
    this.#changeRooms((rooms) => {
      const room = rooms.find((room) => room.id === id);
      if (room !== undefined) change(room);
    });
  }

  #changeRooms(change: (rooms: Room[]) => void): void {
    this.#store.dispatch(roomsApi.util.updateQueryData('myRooms', undefined, change));
  }
}

/** The list of people follows who comes and goes in rooms of up to so many; a longer one is as of when it was opened. */
const keepUpTo = 500;
