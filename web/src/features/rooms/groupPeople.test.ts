import { expect, test } from 'vitest';
import type { Person, RoomEvent } from '@/lib/model';
import { peopleAfter } from './groupPeople';

const person = (id: string): Person => ({ id, username: id, displayName: '', avatarUrl: null });
const moved = (type: 'join_room_announcement' | 'leave_room_announcement', id: string): RoomEvent => ({
  ...{ type, room: '1', seq: 5, at: '2026-03-01T12:00:00.000Z', user: person(id) },
});
const group = { kind: 'group' as const, people: [person('ines'), person('paul')] };
const after = (event: RoomEvent) => peopleAfter(group, event, 'lena')?.map(({ id }) => id);

test('who comes stands last, once, and who goes is gone', () => {
  expect(after(moved('join_room_announcement', 'yuki'))).toEqual(['ines', 'paul', 'yuki']);
  expect(after(moved('join_room_announcement', 'ines'))).toEqual(['paul', 'ines']);
  expect(after(moved('leave_room_announcement', 'ines'))).toEqual(['paul']);
});

test('nobody is among the others of their own group', () => {
  expect(after(moved('join_room_announcement', 'lena'))).toEqual(['ines', 'paul']);
});

test('rooms do not list their people', () => {
  const room = { kind: 'room' as const, people: null };
  expect(peopleAfter(room, moved('join_room_announcement', 'ines'), 'lena')).toBeNull();
});
