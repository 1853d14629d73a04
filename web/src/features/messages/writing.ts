import type { HeldMessage, Message, Person } from '@/lib/model';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import type { Attempts } from './attempts';
import type { Line } from './conversation';
import * as next from './conversationState';
import type { ConversationState, Outgoing } from './conversationState';
import * as changes from './messageChanges';
import type { PendingChange } from './messageChanges';

/** The conversation that somebody writes in. */
export interface WrittenIn {
  readonly room: string;
  readonly isAttended: boolean;
  getSnapshot: () => ConversationState;
  become: (state: ConversationState) => void;
  catchUpIfBehind: () => void;
  toLatest: () => Promise<void>;
}

/** What the server makes of a message: it is in the log, or a filter holds it. */
interface Posted {
  message?: Message;
  held?: HeldMessage;
}

const rejected = (state: ConversationState, clientId: string) =>
  next.sendFailed(state, clientId, { code: 'rejected', message: text.filters.rejected });

/** What a person says in a room and does to what was said: shown at once, and confirmed or failed in place. */
export class Writing {
  readonly #conversation: WrittenIn;
  readonly #line: Line;
  readonly #attempts: Attempts;
  #sending = false;
  #changing: Promise<void> = Promise.resolve();

  constructor(conversation: WrittenIn, line: Line, attempts: Attempts) {
    this.#conversation = conversation;
    this.#line = line;
    this.#attempts = attempts;
  }

  send(text: string, replyTo?: number): void {
    const message: Outgoing = {
      clientId: crypto.randomUUID(),
      text,
      ...(replyTo === undefined ? {} : { replyTo }),
      at: new Date().toISOString(),
      status: 'sending',
    };
    this.#become(next.queued(this.#state, message));
    void this.#conversation.toLatest();
    void this.#sendQueue();
  }

  /** `warned`: although a filter warns of it. */
  retry(clientId: string, warned = false): void {
    this.#become(next.sendAgain(this.#state, clientId, warned));
    void this.#sendQueue();
  }

  /** A moderator has decided on a message that a filter held; a released one comes by itself. */
  decided(clientId: string, state: HeldMessage['state']): void {
    if (state === 'rejected') this.#become(rejected(this.#state, clientId));
  }

  discard(clientId: string): void {
    this.#become(next.discarded(this.#state, clientId));
  }

  edit({ seq, text: before }: Message, text: string): void {
    if (text !== before || this.#state.changes.has(seq))
      this.#change({ seq, what: 'edit', text, status: 'sending' });
  }

  delete({ seq }: Message): void {
    this.#change({ seq, what: 'delete', text: '', status: 'sending' });
  }

  /** `warned`: although a filter warns of it. */
  retryChange({ seq, what, text }: PendingChange, warned = false): void {
    this.#change({ seq, what, text, warned, status: 'sending' });
  }

  discardChange({ seq }: PendingChange): void {
    this.#become(changes.changeDropped(this.#state, seq));
  }

  /** Puts an emoji under a message, or takes one's own away. What fails is undone, and said. */
  async react({ seq, reactions = [] }: Message, emoji: string, me: Person): Promise<void> {
    const isThere = reactions.some((reaction) => reaction.emoji === emoji && reaction.mine === true);
    const { room } = this.#conversation;
    const toggle = () => this.#become(changes.reacted(this.#state, seq, emoji, me));
    toggle();
    try {
      const event = isThere ? 'remove_reaction' : 'add_reaction';
      await this.#attempts.make(() => this.#line.request(event, { room, seq, emoji }));
    } catch (error) {
      toggle();
      notify(explain(toProblem(error)));
    }
  }

  /** One after the other, so that the last word is the one that stays. */
  #change(change: PendingChange): void {
    this.#become(changes.changing(this.#state, change));
    this.#changing = this.#changing.then(() => this.#changeOne(change));
  }

  async #changeOne(change: PendingChange): Promise<void> {
    const { seq, what, text, warned } = change;
    // A later change of the same message has taken its place.
    if (this.#state.changes.get(seq) !== change) return;
    const { room } = this.#conversation;
    const ask = () =>
      what === 'edit'
        ? this.#line.request<{ message: Message }>('edit_message', { room, seq, text, warned })
        : this.#line.request<{ message: Message }>('delete_message', { room, seq });
    try {
      const { message } = await this.#attempts.make(ask);
      this.#become(changes.changeDone(this.#state, change, message));
    } catch (error) {
      this.#become(changes.changeFailed(this.#state, change, toProblem(error)));
    }
  }

  /** One message at a time, so that they are stored in the order in which they were written. */
  async #sendQueue(): Promise<void> {
    if (this.#sending) return;
    for (;;) {
      const message = this.#state.outgoing.find(({ status }) => status === 'sending');
      if (message === undefined) return;
      this.#sending = true;
      await this.#sendOne(message);
      this.#sending = false;
    }
  }

  async #sendOne({ clientId, text: written, replyTo, warned }: Outgoing): Promise<void> {
    const body = { room: this.#conversation.room, text: written, clientId, replyTo, warned };
    try {
      const ask = () => this.#line.request<Posted>('send_message', body);
      const { message, held } = await this.#attempts.make(ask);
      if (message === undefined) {
        this.#become(
          held?.state === 'rejected' ? rejected(this.#state, clientId) : next.held(this.#state, clientId),
        );
        return;
      }
      this.#become(next.confirmed(this.#state, { ...message, clientId }, this.#conversation.isAttended));
      this.#conversation.catchUpIfBehind();
      if (this.#state.outgoing.some((waiting) => waiting.clientId === clientId && !this.#isAhead(clientId)))
        this.#become(next.discarded(this.#state, clientId));
    } catch (error) {
      this.#become(next.sendFailed(this.#state, clientId, toProblem(error)));
    }
  }

  /** Stored, and waiting for the events before it: it stays in view as outgoing until they are here. */
  #isAhead(clientId: string): boolean {
    for (const event of this.#state.ahead.values())
      if (event.type === 'receive_message' && event.message.clientId === clientId) return true;
    return false;
  }

  get #state(): ConversationState {
    return this.#conversation.getSnapshot();
  }

  #become(state: ConversationState): void {
    this.#conversation.become(state);
  }
}
