import { describe, expect, test } from 'vitest';
import type { Person, RoomEvent } from '@/lib/model';
import { buildRows, isEmojiOnly } from './rows';

const person = (id: string): Person => ({ id, username: `user-${id}`, displayName: '', avatarUrl: null });
const at = (minute: number, day = 10) => new Date(2026, 10, day, 9, minute).toISOString();

function said(seq: number, author: string, time: string, clientId?: string): RoomEvent {
  const message = { room: 'r', seq, author: person(author), text: 'x', at: time, clientId };
  return { type: 'receive_message', room: 'r', seq, at: time, message };
}
const moved = (
  seq: number,
  type: 'join_room_announcement' | 'leave_room_announcement',
  user: string,
  by?: string,
) =>
  ({ type, room: 'r', seq, at: at(seq), user: person(user), by: by ? person(by) : undefined }) as RoomEvent;
const rows = (events: RoomEvent[], newAfter: number | null = null) =>
  buildRows({ events, outgoing: [], newAfter, me: 'me' });
const kinds = (events: RoomEvent[], newAfter: number | null = null) =>
  rows(events, newAfter).map(({ kind }) => kind);
const firsts = (events: RoomEvent[]) =>
  rows(events).flatMap((row) => (row.kind === 'message' ? [row.first] : []));

describe('messages', () => {
  test('of one author within five minutes stand under one name', () => {
    expect(firsts([said(1, 'a', at(0)), said(2, 'a', at(5)), said(3, 'a', at(11))])).toEqual([
      true,
      false,
      true,
    ]);
  });

  test('of two authors stand apart', () => {
    expect(firsts([said(1, 'a', at(0)), said(2, 'b', at(1)), said(3, 'a', at(2))])).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('start anew after a line in between', () => {
    const events = [said(1, 'a', at(0)), moved(2, 'join_room_announcement', 'b'), said(3, 'a', at(2))];
    expect(firsts(events)).toEqual([true, true]);
  });

  test('of different local days have a day line between them', () => {
    expect(kinds([said(1, 'a', at(0, 10)), said(2, 'a', at(0, 11))])).toEqual([
      'day',
      'message',
      'day',
      'message',
    ]);
  });

  test('of mine keep their key from outgoing to stored', () => {
    const outgoing = [{ clientId: 'c', text: 'x', at: at(1), status: 'sending' as const }];
    const before = buildRows({ events: [], outgoing, newAfter: null, me: 'me' });
    const after = rows([said(1, 'me', at(1), 'c')]);
    expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
  });
});

test('a row looks the same whether what comes before it is drawn or only known', () => {
  const [one, two] = [said(1, 'a', at(0)), said(2, 'a', at(1))];
  const known = buildRows({ events: [two], before: one, outgoing: [], newAfter: null, me: 'me' });
  expect(known).toEqual(rows([one, two]).slice(-1));
});

describe('the "New" line', () => {
  test('stands before the first unread message', () => {
    expect(kinds([said(1, 'a', at(0)), said(2, 'a', at(1))], 1)).toEqual([
      'day',
      'message',
      'new',
      'message',
    ]);
  });

  test('is not drawn where the first unread message is not', () => {
    expect(kinds([said(5, 'a', at(0))], 2)).toEqual(['day', 'message']);
  });
});

describe('comings and goings', () => {
  test('one after the other share a line', () => {
    const events = ['a', 'b', 'c'].map((user, index) => moved(index + 1, 'join_room_announcement', user));
    const line = rows(events).find((row) => row.kind === 'people');
    expect(line?.changes).toMatchObject([
      { what: 'joined', people: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] },
    ]);
  });

  test('of one person come down to the last', () => {
    const events = [moved(1, 'join_room_announcement', 'a'), moved(2, 'leave_room_announcement', 'a')];
    const line = rows(events).find((row) => row.kind === 'people');
    expect(line?.changes).toMatchObject([{ what: 'left', people: [{ id: 'a' }] }]);
  });

  test('name whoever added somebody', () => {
    const line = rows([moved(1, 'join_room_announcement', 'a', 'b')]).find((row) => row.kind === 'people');
    expect(line?.changes).toMatchObject([{ what: 'joined', by: { id: 'b' } }]);
  });
});

test('a ban says that somebody left', () => {
  const banned = {
    ...{ type: 'member_banned', room: '1', seq: 1, at: at(0), user: person('a'), by: person('b') },
  } as RoomEvent;
  const shown = rows([
    banned,
    moved(2, 'leave_room_announcement', 'a', 'b'),
    moved(3, 'leave_room_announcement', 'c'),
  ]);
  expect(shown.map(({ kind }) => kind)).toEqual(['day', 'restriction', 'people']);
});

test('a conversation of two says nothing of its people', () => {
  const events = [moved(1, 'join_room_announcement', 'a'), said(2, 'a', at(0))];
  const shown = buildRows({ events, outgoing: [], newAfter: null, me: 'me', ofTwo: true });
  expect(shown.map(({ kind }) => kind)).toEqual(['day', 'message']);
});

test('only emoji are shown large, not digits or words', () => {
  expect(['🎉', '👍🏽 ❤️', '🧑‍💻'].map(isEmojiOnly)).toEqual([true, true, true]);
  expect(['1', 'ok 🎉', '', '#'].map(isEmojiOnly)).toEqual([false, false, false, false]);
});
