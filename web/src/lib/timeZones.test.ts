import { expect, test } from 'vitest';
import { minutesAhead, offsetName, zoneName } from './timeZones';

test('a zone is as far ahead as its clocks are at that moment', () => {
  const winter = new Date('2026-01-15T12:00:30Z');
  const summer = new Date('2026-07-15T12:00:30Z');
  expect(minutesAhead('Europe/Berlin', winter)).toBe(60);
  expect(minutesAhead('Europe/Berlin', summer)).toBe(120);
  expect(minutesAhead('Asia/Kolkata', winter)).toBe(330);
  expect(minutesAhead('America/New_York', new Date('2026-01-15T02:00:00Z'))).toBe(-300);
  expect(minutesAhead('Pacific/Auckland', new Date('2026-01-15T23:59:00Z'))).toBe(780);
});

test('zones and offsets are written as people say them', () => {
  expect(zoneName('America/Argentina/Buenos_Aires')).toBe('Buenos Aires, Argentina, America');
  expect(zoneName('UTC')).toBe('UTC');
  expect([0, 60, 330, -210].map(offsetName)).toEqual(['UTC', 'UTC+1', 'UTC+5:30', 'UTC−3:30']);
});
