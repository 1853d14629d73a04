import { describe, expect, test } from 'vitest';
import type { Room } from '@/lib/model';
import { inOrder, matching, neighbour } from './order';

const room = (name: string, unread = 0): Room => ({
  ...{ id: name, name, title: '', topic: '', visibility: 'public', kind: 'room', lastSeq: 1, memberCount: 1 },
  ...{ description: '', announceOnly: false, slowModeSeconds: 0, permissions: [] },
  ...{ role: 'member', createdAt: '2026-01-01', lastReadSeq: 0, unread, mentions: 0, lastMessageAt: null },
});
const names = (rooms: Room[]) => rooms.map(({ name }) => name);

test('rooms stand by name, numbers by size', () => {
  expect(names(inOrder([room('team-10'), room('lobby'), room('team-2')]))).toEqual([
    'lobby',
    'team-2',
    'team-10',
  ]);
});

describe('jumping', () => {
  const rooms = [room('harbour-launch'), room('launch'), room('lobby', 2), room('helpdesk')];

  test('finds beginnings first, then words, then letters in order', () => {
    expect(names(matching(rooms, 'la'))).toEqual(['launch', 'harbour-launch']);
    expect(names(matching(rooms, 'hl'))).toEqual(['harbour-launch', 'helpdesk'].sort());
  });

  test('leads with unread rooms while nothing is typed', () => {
    expect(names(matching(rooms, ''))[0]).toBe('lobby');
  });

  test('takes signs of regular expressions as they are', () => {
    expect(matching(rooms, '(.*')).toEqual([]);
  });
});

describe('walking', () => {
  const anywhere = () => true;
  const unread = (room: Room) => room.unread > 0;
  const rooms = [room('a'), room('b', 1), room('c'), room('d', 3)];

  test('goes round at the ends', () => {
    expect(neighbour(rooms, 'd', 1, anywhere)?.name).toBe('a');
    expect(neighbour(rooms, 'a', -1, anywhere)?.name).toBe('d');
  });

  test('stops at unread rooms only, when asked', () => {
    expect(neighbour(rooms, 'b', 1, unread)?.name).toBe('d');
    expect(neighbour(rooms, 'd', 1, unread)?.name).toBe('b');
    expect(neighbour([room('a')], 'a', 1, unread)).toBeNull();
  });

  test('starts at the ends where no room is open', () => {
    expect(neighbour(rooms, null, 1, anywhere)?.name).toBe('a');
    expect(neighbour(rooms, null, -1, anywhere)?.name).toBe('d');
  });
});
