import { describe, expect, test } from 'vitest';
import type { RoomEvent } from '@/lib/model';
import { around, drawn, drawnStep, extendedDown, extendedUp, mostDrawn, theEnd, within } from './range';

const log = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ seq: from + index }) as RoomEvent);
const ends = (events: RoomEvent[]) => [events[0]?.seq, events.at(-1)?.seq];

describe('the drawn stretch of a long room', () => {
  const events = log(101, 1100);

  test('begins with the newest', () => {
    expect(ends(within(events, theEnd(events)))).toEqual([1100 - drawnStep * 2 + 1, 1100]);
  });

  test('moves up and lets go below, never drawing too many', () => {
    let range = theEnd(events);
    for (let step = 0; step < 40; step++) {
      range = extendedUp(events, range);
      expect(within(events, range).length).toBeLessThanOrEqual(mostDrawn);
    }
    expect(ends(within(events, range))).toEqual([101, 100 + mostDrawn]);
  });

  test('moves down again to the end, which it then follows', () => {
    let range = { from: 0, to: 200 };
    for (let step = 0; step < 40; step++) range = extendedDown(events, range);
    expect(range.to).toBe(Infinity);
    expect(ends(within(events, range))[1]).toBe(1100);
    expect(within(events, range).length).toBeLessThanOrEqual(mostDrawn);
  });

  test('can stand around a message', () => {
    const seqs = within(events, around(events, 600)).map(({ seq }) => seq);
    expect(seqs).toContain(600);
    expect(seqs[0]).toBe(600 - mostDrawn / 2);
  });
});

test('a short room is drawn whole', () => {
  const events = log(1, 12);
  expect(within(events, theEnd(events))).toEqual(events);
  expect(within([], theEnd([]))).toEqual([]);
});

describe('how the first row looks', () => {
  const events = log(11, 20);

  test('is known from the event before it, which waits while more can be loaded', () => {
    const { before, events: rows } = drawn(events, theEnd(events), true);
    expect(before?.seq).toBe(11);
    expect(ends(rows)).toEqual([12, 20]);
  });

  test('needs nothing before it at the beginning of a room', () => {
    const { before, events: rows } = drawn(events, theEnd(events), false);
    expect(before).toBeUndefined();
    expect(ends(rows)).toEqual([11, 20]);
  });

  test('is known from what is loaded and not drawn', () => {
    expect(drawn(events, { from: 15, to: Infinity }, true).before?.seq).toBe(14);
  });
});
