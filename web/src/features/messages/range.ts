import type { RoomEvent } from '@/lib/model';
import type { Range } from './scrollKeeper';

/** How many events are drawn at once at most, and by how many the drawn stretch moves. */
export const mostDrawn = 260;
export const drawnStep = 60;

export function within(events: RoomEvent[], { from, to }: Range): RoomEvent[] {
  const [start, end] = bounds(events, from, to);
  return start === 0 && end === events.length ? events : events.slice(start, end);
}

/**
 * What to draw, and the event before it. Where nothing before is loaded yet, the first event waits for it: how a
 * row looks depends on the one before, and a row that changes its height under the reader's eyes would jump.
 */
export function drawn(events: RoomEvent[], range: Range, hasBefore: boolean) {
  const inRange = within(events, range);
  const before = events[indexOf(events, range.from) - 1];
  if (before === undefined && hasBefore && inRange.length > 1)
    return { before: inRange[0], events: inRange.slice(1) };
  return { before, events: inRange };
}

export function extendedUp(events: RoomEvent[], { from, to }: Range): Range {
  const [start, end] = bounds(events, from, to);
  const first = Math.max(0, start - drawnStep);
  const tooMany = end - first > mostDrawn;
  return { from: seqAt(events, first, 0), to: tooMany ? seqAt(events, first + mostDrawn, Infinity) : to };
}

export function extendedDown(events: RoomEvent[], { from, to }: Range): Range {
  const [start, end] = bounds(events, from, to);
  const last = end + drawnStep;
  const tooMany = last - start > mostDrawn;
  return {
    from: tooMany ? seqAt(events, Math.min(last, events.length) - mostDrawn, from) : from,
    to: seqAt(events, last, Infinity),
  };
}

/** The last stretch, which goes on growing with the room. */
export function theEnd(events: RoomEvent[]): Range {
  return { from: seqAt(events, events.length - drawnStep * 2, 0), to: Infinity };
}

/** As much before a message as after it, as far as there is. */
export function around(events: RoomEvent[], seq: number): Range {
  const at = events.findIndex((event) => event.seq >= seq);
  if (at < 0) return theEnd(events);
  return { from: seqAt(events, at - mostDrawn / 2, 0), to: seqAt(events, at + mostDrawn / 2, Infinity) };
}

export const drawsFirst = (events: RoomEvent[], { from }: Range) => (events[0]?.seq ?? 0) >= from;

function bounds(events: RoomEvent[], from: number, to: number): [number, number] {
  const start = indexOf(events, from);
  return [start, to === Infinity ? events.length : indexOf(events, to)];
}

/** Where the first event with this seq or a later one stands; events have no gaps, so it can be computed. */
function indexOf(events: RoomEvent[], seq: number): number {
  const first = events[0]?.seq ?? 0;
  return Math.min(Math.max(0, seq - first), events.length);
}

const seqAt = (events: RoomEvent[], index: number, otherwise: number) =>
  index <= 0 && otherwise === 0 ? 0 : (events[Math.max(0, index)]?.seq ?? otherwise);
