import { expect, test, vi } from 'vitest';
import { announcements, dismissAnnouncement, heardAnnouncement } from './announcements';

const first = { text: 'A restart at six', at: '2026-03-02T12:00:00.000Z' };
const second = { text: 'All is well', at: '2026-03-02T12:05:00.000Z' };

test('the newest announcement stands until it is dismissed, and whoever shows it is told', () => {
  const told = vi.fn();
  const stop = announcements.subscribe(told);
  heardAnnouncement(first);
  heardAnnouncement(second);
  expect(announcements.getSnapshot()).toBe(second);
  dismissAnnouncement();
  expect(announcements.getSnapshot()).toBeNull();
  expect(told).toHaveBeenCalledTimes(3);
  stop();
});
