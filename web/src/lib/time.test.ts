import { expect, test } from 'vitest';
import { ago } from './time';

test.each([
  ['2026-03-01T12:00:00Z', 'this minute'],
  ['2026-03-01T12:00:20Z', 'this minute'],
  ['2026-03-01T11:59:00Z', '1 minute ago'],
  ['2026-03-01T11:00:01Z', '59 minutes ago'],
  ['2026-03-01T09:30:00Z', '2 hours ago'],
  ['2026-02-28T11:00:00Z', 'yesterday'],
  ['2026-02-20T12:00:00Z', 'last week'],
  ['2025-12-01T12:00:00Z', '3 months ago'],
  ['2024-01-01T12:00:00Z', '2 years ago'],
])('%s is %s', (at, words) => expect(ago(at, new Date('2026-03-01T12:00:00Z'))).toBe(words));
