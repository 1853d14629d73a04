import { expect, test } from 'vitest';
import type { Health } from './administrationApi';
import { follow, longestCourse } from './course';

const started = '2026-03-01T12:00:00.000Z';
const health = (second: number, events: number, cpuSeconds: number, startedAt = started) =>
  ({
    startedAt,
    at: new Date(Date.parse(started) + second * 1000).toISOString(),
    peopleConnected: 3,
    database: { commitMs: 2, events },
    process: { cpuSeconds, processors: 2, memoryBytes: 5 },
  }) as Health;

test('rates come from two answers', () => {
  const first = health(10, 100, 4);
  const one = follow([], null, first);
  expect(one.at(-1)).toMatchObject({ people: 3, eventsPerSecond: undefined, cpuPercent: undefined });
  expect(follow(one, first, health(14, 120, 6)).at(-1)).toMatchObject({ eventsPerSecond: 5, cpuPercent: 25 });
});

test('a restart begins anew, and the course has an end', () => {
  const first = health(10, 100, 4);
  const course = Array.from({ length: longestCourse }, () => follow([], null, first)).flat();
  expect(follow(course, first, health(13, 110, 5))).toHaveLength(longestCourse);
  expect(follow(course, first, health(13, 2, 1, '2026-03-01T12:00:11.000Z'))).toHaveLength(1);
});
