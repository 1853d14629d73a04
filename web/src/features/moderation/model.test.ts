import { expect, test } from 'vitest';
import type { Room } from '@/lib/model';
import { actsOn, pagesOf } from './model';

const room = (role: string | undefined, permissions: string[], more: Partial<Room> = {}) =>
  ({ kind: 'room', role, permissions, ...more }) as Room;
const all = ['timeout', 'kick', 'ban', 'see_audit', 'handle_reports'];

test('people act on those of a lower rank, and owners on each other', () => {
  expect(actsOn(room('moderator', all), 'member')).toEqual(['timed_out', 'removed', 'banned']);
  expect(actsOn(room('moderator', all), 'moderator')).toEqual([]);
  expect(actsOn(room('moderator', all), 'admin')).toEqual([]);
  expect(actsOn(room('owner', all), 'owner')).toEqual(['timed_out', 'removed', 'banned']);
});

test('what a role does not allow is not offered', () => {
  expect(actsOn(room('moderator', ['kick']), 'guest')).toEqual(['removed']);
  expect(pagesOf(room('moderator', ['see_audit', 'ban']))).toEqual(['bans', 'audit']);
  expect(pagesOf(room('member', []))).toEqual([]);
});

test('who is not a member can only be banned', () => {
  expect(actsOn(room('owner', all), undefined)).toEqual(['banned']);
});

test('nobody is moderated in conversations and archived rooms', () => {
  expect(actsOn(room('member', all, { kind: 'group' }), 'member')).toEqual([]);
  expect(actsOn(room('owner', all, { archivedAt: '2026-03-01T12:00:00Z' }), 'member')).toEqual([]);
});
