import { expect, test } from 'vitest';
import type { RoomDetails } from '@/lib/model';
import { replaceDetails } from './replaceDetails';

const told: RoomDetails = {
  ...{ name: 'news', title: 'News', topic: '', visibility: 'public', description: '' },
  ...{ announceOnly: false, slowModeSeconds: 0 },
};

test('a room that leaves the archive, or loses its picture, is told without them', () => {
  const room = { ...told, archivedAt: '2026-03-01T12:00:00.000Z', avatarUrl: '/media/1' };
  replaceDetails(room, told);
  expect(room).toEqual({ ...told, archivedAt: null, avatarUrl: null });
});
