import { expect, test } from 'vitest';
import type { RoomDetails } from '@/lib/model';
import { detailsChanged } from './detailsChanged';

const before: RoomDetails = {
  ...{ name: 'news', title: 'News', topic: 'Tides', visibility: 'public', description: '' },
  ...{ announceOnly: false, slowModeSeconds: 0 },
};
const said = (change: Partial<RoomDetails>) => detailsChanged({ ...before, ...change }, before);

test('everything that changed is named', () => {
  expect(said({ title: 'Old news', topic: '' })).toBe(
    'The room is now called Old news · The topic was cleared',
  );
  expect(said({ announceOnly: true })).toBe('Only moderators post here from now on');
  expect(said({ slowModeSeconds: 300 })).toBe('Slow mode is now 5 minutes');
  expect(said({ archivedAt: '2026-03-01T12:00:00.000Z' })).toBe('The room was archived');
});

test('what cannot be told is not guessed', () => {
  expect(detailsChanged({ ...before, topic: '' }, null)).toBe('The room’s details changed');
  expect(said({ description: 'All about tides' })).toBe('The room’s details changed');
});
