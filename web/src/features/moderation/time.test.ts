import { expect, test } from 'vitest';
import { timeLeft } from './time';

const now = new Date('2026-03-01T12:00:00Z');

test.each([
  ['2026-03-01T12:00:01Z', '1 second'],
  ['2026-03-01T12:00:59Z', '59 seconds'],
  ['2026-03-01T12:01:00Z', '1 minute'],
  ['2026-03-01T12:01:01Z', '2 minutes'],
  ['2026-03-01T14:00:00Z', '2 hours'],
  ['2026-03-29T12:00:00Z', '28 days'],
  ['2026-03-01T11:00:00Z', '1 second'],
])('until %s it is %s', (until, left) => {
  expect(timeLeft(until, now)).toBe(left);
});
