import { comesOrGoes } from '@/lib/comesOrGoes';
import type { Message, Person, Restricting, RoomDetails, RoomEvent, RoomRole } from '@/lib/model';
import { localDay } from '@/lib/time';
import type { Outgoing } from './conversationState';
import { isQuiet, type PendingChange } from './messageChanges';

export interface MessageRow {
  kind: 'message';
  key: string;
  seq: number;
  message: Message;
  first: boolean;
  /** What I want to become of it. */
  change?: PendingChange;
  /** The message that it answers: null when that could not be had, undefined until it is. */
  quoted?: Message | null;
}

/** What the timeline shows, line by line. `key` stays the same for as long as the line means the same. */
export type Row =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'new'; key: string }
  | MessageRow
  | { kind: 'outgoing'; key: string; outgoing: Outgoing; first: boolean; quoted?: Message | null }
  | { kind: 'people'; key: string; seq: number; at: string; changes: PeopleChange[] }
  | {
      kind: 'details';
      key: string;
      seq: number;
      at: string;
      details: RoomDetails;
      before: RoomDetails | null;
    }
  | { kind: 'role'; key: string; seq: number; at: string; user: Person; role: RoomRole; custom?: string }
  | { kind: 'restriction'; key: string; seq: number; at: string; event: Restricting };

/** People who came or went in the same way, one after the other. */
export interface PeopleChange {
  what: 'joined' | 'left';
  by: Person | null;
  people: Person[];
}

export interface RowSource {
  events: RoomEvent[];
  /** What comes before the first event, known and not drawn: the first row looks the same once it is. */
  before?: RoomEvent;
  outgoing: Outgoing[];
  newAfter: number | null;
  me: string;
  /** A conversation of two, to which nobody comes and which nobody leaves. */
  ofTwo?: boolean;
  changes?: ReadonlyMap<number, PendingChange>;
  /** A message of the room, drawn or not. */
  messageAt?: (seq: number) => Message | null | undefined;
}

/** Messages of one author closer together than this stand under one name. */
const together = 5 * 60_000;

function isBanOf({ type, user }: Restricting, id: string): boolean {
  return type === 'member_banned' && user.id === id;
}

export function buildRows(source: RowSource): Row[] {
  const { events, before, outgoing, newAfter, me, changes } = source;
  const quoted = (seq: number | null | undefined) => (seq == null ? undefined : source.messageAt?.(seq));
  const rows: Row[] = [];
  let day = before === undefined ? '' : localDay(before.at);
  let newShown = newAfter === null || (events[0]?.seq ?? 0) > newAfter + 1;
  let details: RoomDetails | null = null;

  const open = (at: string, seq: number | null) => {
    const today = localDay(at);
    if (today !== day) rows.push({ kind: 'day', key: `day-${today}`, at });
    day = today;
    if (!newShown && newAfter !== null && seq !== null && seq > newAfter) {
      rows.push({ kind: 'new', key: 'new' });
      newShown = true;
    }
  };

  for (const event of events) {
    if (isQuiet(event) || (source.ofTwo && comesOrGoes(event))) continue;
    open(event.at, event.seq);
    const { seq, at } = event;
    switch (event.type) {
      case 'receive_message': {
        const { message } = event;
        const mine = message.author.id === me && message.clientId;
        const key = mine ? `mine-${message.clientId ?? ''}` : `seq-${seq}`;
        rows.push({
          kind: 'message',
          key,
          seq,
          message,
          first: startsGroup(rows.at(-1) ?? asRow(before), message.author.id, at, me),
          change: changes?.get(seq),
          quoted: quoted(message.replyTo),
        });
        break;
      }
      case 'join_room_announcement':
      case 'leave_room_announcement': {
        const what = event.type === 'join_room_announcement' ? 'joined' : 'left';
        const by = event.by && event.by.id !== event.user.id ? event.by : null;
        const last = rows.at(-1);
        // Whoever is banned leaves by that, which was said just before.
        if (last?.kind === 'restriction' && isBanOf(last.event, event.user.id)) break;
        if (last?.kind === 'people') last.changes = withPerson(last.changes, what, by, event.user);
        else
          rows.push({
            kind: 'people',
            key: `seq-${seq}`,
            seq,
            at,
            changes: [{ what, by, people: [event.user] }],
          });
        break;
      }
      case 'room_updated':
      case 'group_converted':
        rows.push({ kind: 'details', key: `seq-${seq}`, seq, at, details: event.details, before: details });
        details = event.details;
        break;
      case 'member_updated':
        rows.push({
          ...{ kind: 'role', key: `seq-${seq}`, seq, at, user: event.user, role: event.role },
          custom: event.customRole?.name,
        });
        break;
      case 'member_banned':
      case 'member_unbanned':
      case 'member_timed_out':
      case 'timeout_ended':
        rows.push({ kind: 'restriction', key: `seq-${seq}`, seq, at, event });
        break;
    }
  }

  for (const message of outgoing) {
    open(message.at, null);
    const first = startsGroup(rows.at(-1), me, message.at, me);
    rows.push({
      kind: 'outgoing',
      key: `mine-${message.clientId}`,
      outgoing: message,
      first,
      quoted: quoted(message.replyTo),
    });
  }
  return rows;
}

const asRow = (event: RoomEvent | undefined): Row | undefined =>
  event?.type === 'receive_message'
    ? { kind: 'message', key: '', seq: event.seq, message: event.message, first: true }
    : undefined;

function startsGroup(before: Row | undefined, author: string, at: string, me: string): boolean {
  if (before?.kind === 'message')
    return before.message.author.id !== author || Date.parse(at) - Date.parse(before.message.at) > together;
  if (before?.kind === 'outgoing') return author !== me;
  return true;
}

/** Joining and leaving again within one line cancel out in favour of what was last. */
function withPerson(changes: PeopleChange[], what: PeopleChange['what'], by: Person | null, person: Person) {
  const others = changes
    .map((change) => ({ ...change, people: change.people.filter(({ id }) => id !== person.id) }))
    .filter((change) => change.people.length > 0);
  const same = others.find((change) => change.what === what && change.by?.id === by?.id);
  if (same === undefined) return [...others, { what, by, people: [person] }];
  return others.map((change) =>
    change === same ? { ...change, people: [...change.people, person] } : change,
  );
}

/** Whether a text is nothing but a few emoji, which are then shown large. */
export function isEmojiOnly(text: string): boolean {
  const trimmed = text.replace(/\s+/gu, '');
  return trimmed.length > 0 && trimmed.length <= 60 && /^(?:\p{RGI_Emoji})+$/v.test(trimmed);
}
