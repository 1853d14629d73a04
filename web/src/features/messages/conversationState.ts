import type { EventPage, Message, Person, RoomEvent } from '@/lib/model';
import { withPerson } from '@/lib/people';
import type { Problem } from '@/lib/problem';
import {
  appended,
  changedElsewhere,
  isQuiet,
  prepended,
  settledChange,
  type PendingChange,
} from './messageChanges';

/** A message of mine that is not in the log yet, as far as this browser knows. */
export interface Outgoing {
  clientId: string;
  text: string;
  /** The seq of the message that it answers. */
  replyTo?: number;
  at: string;
  /** Its author knows that a filter warns of it. */
  warned?: boolean;
  /** `held`: a filter has it wait for a moderator. */
  status: 'sending' | 'failed' | 'held';
  problem?: Problem;
}

export type Phase = 'loading' | 'ready' | 'failed';

/**
 * What is known of one room's log: a stretch of events without gaps, what lies beyond its ends, and what
 * waits to be sent. Every function here takes a state and gives the next one; none has an effect.
 */
export interface ConversationState {
  /** Whose view of the room this is. */
  me: string;
  phase: Phase;
  problem?: Problem;
  /** Oldest first; each seq is one more than the one before it. */
  events: RoomEvent[];
  /** The room's newest seq that we heard of. */
  lastSeq: number;
  hasBefore: boolean;
  hasAfter: boolean;
  /** Events that arrived ahead of ones still missing, by seq. */
  ahead: ReadonlyMap<number, RoomEvent>;
  outgoing: Outgoing[];
  /** What I have changed and the server has not confirmed, by the message's seq. */
  changes: ReadonlyMap<number, PendingChange>;
  /** Messages that are answered and not among the events; null for one that could not be had. */
  quoted: ReadonlyMap<number, Message | null>;
  lastReadSeq: number;
  /** The "New" line stands after this seq, until the room is opened again. */
  newAfter: number | null;
}

export const emptyConversation: ConversationState = {
  me: '',
  phase: 'loading',
  events: [],
  lastSeq: 0,
  hasBefore: false,
  hasAfter: false,
  ahead: new Map(),
  outgoing: [],
  changes: new Map(),
  quoted: new Map(),
  lastReadSeq: 0,
  newAfter: null,
};

export const newestSeq = (state: ConversationState) => state.events.at(-1)?.seq ?? 0;
const oldestSeq = (state: ConversationState) => state.events[0]?.seq ?? Infinity;

/** Something is missing between what we have and what we heard of, and nobody has asked for it. */
export const isBehind = (state: ConversationState) =>
  state.phase === 'ready' && !state.hasAfter && newestSeq(state) < state.lastSeq;

/** A page that replaces whatever was there. */
export function opened(state: ConversationState, page: EventPage): ConversationState {
  const lastSeq = Math.max(page.lastSeq, state.lastSeq);
  const fresh: ConversationState = {
    ...state,
    phase: 'ready',
    problem: undefined,
    events: appended([], page.events, state.me),
    lastSeq,
    hasBefore: page.hasBefore,
    hasAfter: page.hasAfter,
  };
  return settled(drained(fresh));
}

export const failedToOpen = (state: ConversationState, problem: Problem): ConversationState => ({
  ...state,
  phase: state.events.length > 0 ? 'ready' : 'failed',
  problem,
});

export function withOlder(state: ConversationState, page: EventPage): ConversationState {
  const older = page.events.filter((event) => event.seq < oldestSeq(state));
  return settled({ ...state, events: prepended(older, state.events, state.me), hasBefore: page.hasBefore });
}

/** The events that follow, from a page or from catching up. `hasAfter` says whether still more follow. */
export function withNewer(state: ConversationState, events: RoomEvent[], lastSeq: number): ConversationState {
  const next = {
    ...state,
    lastSeq: Math.max(state.lastSeq, lastSeq),
    events: appended(state.events, events, state.me),
  };
  return settled(
    drained({
      ...events.reduce(settledChange, next),
      hasAfter: state.hasAfter && newestSeq(next) < next.lastSeq,
    }),
  );
}

/** One live event. `attentive`: the reader has the newest message in view right now. */
export function received(before: ConversationState, event: RoomEvent, attentive: boolean): ConversationState {
  const state = settledChange(before, event);
  const lastSeq = Math.max(state.lastSeq, event.seq);
  if (event.seq <= newestSeq(state) && state.phase === 'ready') return settled(state);
  if (state.phase !== 'ready' || event.seq !== newestSeq(state) + 1) {
    // A stretch that does not reach the end is read on by paging, so there is nothing to keep.
    if (state.hasAfter) return { ...changedElsewhere(state, event), lastSeq };
    return { ...state, lastSeq, ahead: new Map(state.ahead).set(event.seq, event) };
  }
  const wasRead = state.lastReadSeq >= newestSeq(state);
  const keepsLine = attentive || !wasRead || isQuiet(event) || isMine(state, event);
  const newAfter = keepsLine ? state.newAfter : newestSeq(state);
  return settled(drained({ ...state, lastSeq, newAfter, events: appended(state.events, [event], state.me) }));
}

const isMine = (state: ConversationState, event: RoomEvent) =>
  event.type === 'receive_message' &&
  state.outgoing.some(({ clientId }) => clientId === event.message.clientId);

export function queued(state: ConversationState, outgoing: Outgoing): ConversationState {
  return { ...state, newAfter: null, outgoing: [...state.outgoing, outgoing] };
}

/** The server's answer to a send: known to be stored, whether or not the live event came first. */
export function confirmed(state: ConversationState, message: Message, attentive: boolean): ConversationState {
  const { room, seq, at } = message;
  return received(state, { type: 'receive_message', room, seq, at, message }, attentive);
}

export const sendFailed = (state: ConversationState, clientId: string, problem: Problem): ConversationState =>
  changeOutgoing(state, clientId, { status: 'failed', problem });

export const sendAgain = (state: ConversationState, clientId: string, warned: boolean): ConversationState =>
  changeOutgoing(state, clientId, { status: 'sending', problem: undefined, ...(warned && { warned }) });

export const held = (state: ConversationState, clientId: string): ConversationState =>
  changeOutgoing(state, clientId, { status: 'held', problem: undefined });

export const discarded = (state: ConversationState, clientId: string): ConversationState => ({
  ...state,
  outgoing: state.outgoing.filter((message) => message.clientId !== clientId),
});

/** Somebody has another name or picture, and is shown with it also where they spoke before. */
export function withPersonNow(state: ConversationState, person: Person): ConversationState {
  const events = withPerson(state.events, person);
  return events === state.events ? state : { ...state, events };
}

export const readUpTo = (state: ConversationState, seq: number): ConversationState =>
  seq > state.lastReadSeq ? { ...state, lastReadSeq: seq } : state;

/** Messages of others that were not read: counted where we hold them, assumed where we do not. */
export function unreadCount({ events, lastSeq, lastReadSeq, me }: ConversationState): number {
  const newest = events.at(-1)?.seq ?? 0;
  let unread = Math.max(0, lastSeq - Math.max(newest, lastReadSeq));
  for (let index = events.length - 1; index >= 0; index--) {
    const event = events[index];
    if (event === undefined || event.seq <= lastReadSeq) break;
    if (isFromOther(event, me)) unread++;
  }
  return unread;
}

const isFromOther = (event: RoomEvent, me: string) =>
  event.type === 'receive_message' && event.message.author.id !== me && event.message.deletedAt == null;

/** Opening the room puts the "New" line before the first message that was not read. */
export function markedAtOpening(state: ConversationState): ConversationState {
  if (unreadCount(state) === 0) return { ...state, newAfter: null };
  const { events, lastReadSeq, me } = state;
  const first = events.find((event) => event.seq > lastReadSeq && isFromOther(event, me));
  return { ...state, newAfter: first === undefined ? lastReadSeq : first.seq - 1 };
}

function changeOutgoing(
  state: ConversationState,
  clientId: string,
  change: Partial<Outgoing>,
): ConversationState {
  const outgoing = state.outgoing.map((message) =>
    message.clientId === clientId ? { ...message, ...change } : message,
  );
  return { ...state, outgoing };
}

/** Takes over what arrived early and now follows on, and drops what is no longer early. */
function drained(state: ConversationState): ConversationState {
  if (state.ahead.size === 0) return state;
  if (state.hasAfter) return { ...state, ahead: new Map() };
  const early = [...state.ahead.values()].sort((one, other) => one.seq - other.seq);
  const events =
    state.events.length === 0 && early[0]?.seq !== 1 ? state.events : appended(state.events, early, state.me);
  const newest = events.at(-1)?.seq ?? 0;
  return { ...state, events, ahead: new Map([...state.ahead].filter(([seq]) => seq > newest)) };
}

/** What is in the log is no longer outgoing. */
function settled(state: ConversationState): ConversationState {
  if (state.outgoing.length === 0) return state;
  const stored = new Set<string>();
  for (const event of state.events)
    if (event.type === 'receive_message' && event.message.clientId) stored.add(event.message.clientId);
  const outgoing = state.outgoing.filter((message) => !stored.has(message.clientId));
  return outgoing.length === state.outgoing.length ? state : { ...state, outgoing };
}
