import { expect, test } from 'vitest';
import type { Room } from './model';
import { may, mayActOn, mayGive, silence } from './permissions';

const room = (more: Partial<Room>): Room => ({
  ...{
    id: '1',
    name: 'lobby',
    title: 'Lobby',
    topic: '',
    description: '',
    visibility: 'public',
    kind: 'room',
  },
  ...{ createdAt: '2026-01-01', announceOnly: false, slowModeSeconds: 0, lastSeq: 1, memberCount: 1 },
  ...{ unread: 0, mentions: 0, role: 'member', permissions: ['post'] },
  ...more,
});

test('an archived room can be taken out of the archive and left, and nothing else', () => {
  const mine = room({ permissions: ['post', 'manage_room', 'leave'], archivedAt: '2026-02-01' });
  expect([may(mine, 'post'), may(mine, 'manage_room'), may(mine, 'leave')]).toEqual([false, true, true]);
  expect(silence(mine)).toBe('archived');
});

test('where only announcements are, the others read', () => {
  expect(silence(room({ announceOnly: true }))).toBe('announcements');
  expect(silence(room({ announceOnly: true, permissions: ['post', 'post_announcements'] }))).toBeNull();
  expect(silence(room({ announceOnly: true, voiced: true }))).toBeNull();
  expect(silence(room({ permissions: [] }))).toBe('role');
  expect(silence(room({}))).toBeNull();
});

test('people act on those below, and give no more than they have', () => {
  const admin = room({ role: 'admin', permissions: ['post', 'kick', 'manage_roles'] });
  expect([mayActOn(admin, 'member'), mayActOn(admin, 'admin')]).toEqual([true, false]);
  expect(mayActOn(room({ role: 'owner' }), 'owner')).toBe(true);
  expect(mayGive(admin, { role: 'moderator', permissions: ['post', 'kick'] })).toBe(true);
  expect(mayGive(admin, { role: 'member', permissions: ['invite'] })).toBe(false);
  expect(mayGive(admin, { role: 'owner', permissions: [] })).toBe(false);
  expect(mayGive(admin, { id: '5', name: 'Night watch', rank: 'admin', permissions: ['kick'] })).toBe(true);
});
