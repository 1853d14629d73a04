import { call } from '@/lib/http';
import type { EventPage, Message, Person, Purge, RoomEvent } from '@/lib/model';
import { toProblem } from '@/lib/problem';
import { Attempts } from './attempts';
import * as next from './conversationState';
import type { ConversationState } from './conversationState';
import { withQuoted } from './messageChanges';
import type { Outbox } from './outbox';
import type { Position } from './scrollKeeper';
import { Writing } from './writing';

/** The line to the server, as far as a conversation needs it. */
export interface Line {
  request<Body extends object>(event: string, body: object): Promise<Body>;
}

/** Who wants to know of what happens to a conversation besides its views. */
export interface ConversationWatcher {
  read(room: string, seq: number, unread: number): void;
  /** A change of mine to a message is stored, given up, or of no use any more. */
  settled(room: string, seq: number): void;
}

export interface ConversationStart {
  room: string;
  me: string;
  lastSeq: number;
  lastReadSeq: number;
}

interface SyncAnswer {
  rooms: Record<string, { events: RoomEvent[]; lastSeq: number; reset?: boolean } | { error: unknown }>;
}

const pageSize = 60;
/** With more than this unread, opening starts at the first unread one instead of loading all of them. */
const wholeUnread = 100;
/** Further behind than this, loading the newest page is quicker than catching up event by event. */
const tooFarBehind = 1_000;

/** One room's conversation: keeps the state true to the server. Views subscribe to it and call its verbs. */
export class Conversation {
  readonly room: string;
  /** Where the reader was when they left; null at the end, which is where opening then starts. */
  position: Position | null = null;
  #state: ConversationState;
  #attentive = false;
  #asking: Record<'older' | 'newer' | 'sync', boolean> = { older: false, newer: false, sync: false };
  readonly #line: Line;
  readonly #outbox: Outbox;
  readonly #watcher: ConversationWatcher;
  readonly #attempts = new Attempts();
  readonly #views = new Set<() => void>();
  /** What the reader says here, and does to what was said. */
  readonly writing: Writing;
  readonly #lookedUp = new Set<number>();
  #opening = false;

  constructor(
    { room, ...start }: ConversationStart,
    line: Line,
    outbox: Outbox,
    watcher: ConversationWatcher,
  ) {
    this.room = room;
    this.#line = line;
    this.#outbox = outbox;
    this.#watcher = watcher;
    this.#state = { ...next.emptyConversation, ...start, outgoing: outbox.of(room) };
    this.writing = new Writing(this, line, this.#attempts);
  }

  readonly subscribe = (view: () => void) => {
    this.#views.add(view);
    return () => this.#views.delete(view);
  };
  readonly getSnapshot = () => this.#state;

  /** Somebody looks at the room: what is loaded is shown as it is, anything else is loaded. */
  enter(target?: number): void {
    const loaded = this.#state.phase === 'ready';
    if (loaded && (target === undefined || this.#holds(target)))
      this.become(next.markedAtOpening(this.#state));
    else void this.open(target);
  }

  /** Loads the part to show: the end, or around the first unread message, or around a linked one. */
  async open(around?: number): Promise<void> {
    if (this.#opening) return;
    this.#opening = true;
    const { lastReadSeq, lastSeq } = this.#state;
    const unread = lastSeq - lastReadSeq;
    const target = around ?? (unread > wholeUnread ? lastReadSeq : undefined);
    try {
      const page =
        target === undefined
          ? await this.#page({ limit: Math.min(pageSize + unread, 200) })
          : await this.#page({ after: Math.max(0, target - pageSize / 2), limit: pageSize * 2 });
      this.become(next.markedAtOpening(next.opened(this.#state, page)));
      this.catchUpIfBehind();
    } catch (error) {
      this.become(next.failedToOpen(this.#state, toProblem(error)));
    } finally {
      this.#opening = false;
    }
  }

  async toLatest(): Promise<void> {
    if (!this.#state.hasAfter) return;
    const page = await this.#page({ limit: pageSize }).catch(() => null);
    if (page !== null) this.become(next.opened(this.#state, page));
  }

  loadOlder(): Promise<void> {
    const before = this.#state.events[0]?.seq;
    if (before === undefined || !this.#state.hasBefore) return Promise.resolve();
    return this.#once('older', async () => {
      const page = await this.#page({ before, limit: pageSize });
      this.become(next.withOlder(this.#state, page));
    });
  }

  loadNewer(): Promise<void> {
    if (!this.#state.hasAfter) return Promise.resolve();
    return this.#once('newer', async () => {
      const page = await this.#page({ after: next.newestSeq(this.#state), limit: pageSize });
      this.become(next.withNewer(this.#state, page.events, page.lastSeq));
    });
  }

  receive(event: RoomEvent): void {
    this.become(next.received(this.#state, event, this.#attentive));
    this.catchUpIfBehind();
  }

  /** After each connection: asks for what was missed, and lets waiting messages go. */
  lineIsUp(): void {
    this.#attempts.lineIsUp();
    if (this.#state.phase === 'failed') void this.open();
    if (this.#state.phase === 'ready' && !this.#state.hasAfter) void this.#catchUp();
  }

  /** The reader has the newest message in view, in a window that is in front. */
  attend(attentive: boolean): void {
    this.#attentive = attentive;
  }

  get isAttended(): boolean {
    return this.#attentive;
  }

  read(seq: number): void {
    if (seq <= this.#state.lastReadSeq) return;
    this.readElsewhere(seq);
    this.#line.request('mark_read', { room: this.room, seq }).catch(() => undefined);
  }

  /** The same person read on another connection. */
  readElsewhere(seq: number): void {
    if (seq <= this.#state.lastReadSeq) return;
    this.become(next.readUpTo(this.#state, seq));
    this.#watcher.read(this.room, seq, next.unreadCount(this.#state));
  }

  /** Sees to it that an answered message can be quoted. */
  async lookUp(seq: number): Promise<void> {
    if (this.#holds(seq) || this.#state.quoted.has(seq) || this.#lookedUp.has(seq)) return;
    this.#lookedUp.add(seq);
    try {
      const path = `${this.#path}/messages?around=${seq}&limit=1`;
      const { messages } = await call<{ messages: Message[] }>({ path });
      const found = messages.find((message) => message.seq === seq) ?? null;
      this.become(withQuoted(this.#state, found, seq));
    } catch {
      // Whoever looks at the answer the next time asks again.
      this.#lookedUp.delete(seq);
    }
  }

  purge(user: string): Promise<{ purge: Purge }> {
    return this.#line.request('purge_messages', { room: this.room, user });
  }

  undoPurge(purge: string): Promise<object> {
    return this.#line.request('undo_purge', { purge });
  }

  /** Takes over what has become of the conversation, and tells everyone who looks at it. */
  become(state: ConversationState): void {
    if (state === this.#state) return;
    const { outgoing, changes } = this.#state;
    this.#state = state;
    if (state.outgoing !== outgoing) this.#outbox.change(this.room, outgoing, state.outgoing);
    if (state.changes !== changes)
      for (const seq of changes.keys()) if (!state.changes.has(seq)) this.#watcher.settled(this.room, seq);
    for (const view of this.#views) view();
  }

  readonly personChanged = (person: Person) => this.become(next.withPersonNow(this.#state, person));

  #holds(seq: number): boolean {
    return this.#state.events.some((event) => event.seq === seq);
  }

  catchUpIfBehind(): void {
    if (next.isBehind(this.#state)) void this.#catchUp();
  }

  #catchUp(): Promise<void> {
    return this.#once('sync', async () => {
      for (;;) {
        const have = next.newestSeq(this.#state);
        if (this.#state.lastSeq - have > tooFarBehind) {
          await this.#startOver();
          return;
        }
        const { rooms } = await this.#line.request<SyncAnswer>('sync', { rooms: { [this.room]: have } });
        const answer = rooms[this.room];
        if (answer === undefined || 'error' in answer) return;
        if (answer.reset === true || answer.lastSeq - have > tooFarBehind) {
          await this.#startOver();
          return;
        }
        this.become(next.withNewer(this.#state, answer.events, answer.lastSeq));
        if (answer.events.length === 0 || !next.isBehind(this.#state)) return;
      }
    });
  }

  async #startOver(): Promise<void> {
    const page = await this.#page({ limit: pageSize });
    this.become(next.opened({ ...this.#state, ahead: new Map() }, page));
  }

  async #once(what: 'older' | 'newer' | 'sync', work: () => Promise<void>): Promise<void> {
    if (this.#asking[what]) return;
    this.#asking[what] = true;
    try {
      await work();
    } catch {
      // The state stays as it is; the next scroll, event or connection asks again.
    } finally {
      this.#asking[what] = false;
    }
  }

  get #path(): string {
    return `/api/v1/rooms/${encodeURIComponent(this.room)}`;
  }

  #page(range: { before?: number; after?: number; limit: number }): Promise<EventPage> {
    const query = new URLSearchParams(Object.entries(range).map(([name, value]) => [name, String(value)]));
    return call<EventPage>({
      path: `${this.#path}/events?${query.toString()}`,
    });
  }
}
