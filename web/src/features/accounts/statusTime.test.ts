import { expect, test } from 'vitest';
import { asFieldTime, endOf, type Ending } from './statusTime';

const wednesday = new Date(2026, 2, 4, 15, 20);
const end = (ending: Ending, now = wednesday) => endOf(ending, now, '2026-03-09T09:30');

test('a status ends when its choice says so', () => {
  expect(end('never')).toBeNull();
  expect(end('halfHour')).toEqual(new Date(2026, 2, 4, 15, 50));
  expect(end('fourHours')).toEqual(new Date(2026, 2, 4, 19, 20));
  expect(end('today')).toEqual(new Date(2026, 2, 5));
  expect(end('own')).toEqual(new Date(2026, 2, 9, 9, 30));
});

test('a week ends on the night to Monday', () => {
  expect(end('week')).toEqual(new Date(2026, 2, 9));
  expect(end('week', new Date(2026, 2, 8, 23))).toEqual(new Date(2026, 2, 9));
  expect(end('week', new Date(2026, 2, 9, 0, 1))).toEqual(new Date(2026, 2, 16));
});

test('times go into the field as local ones', () => {
  expect(asFieldTime(wednesday)).toBe('2026-03-04T15:20');
});
