import type { Room } from '@/lib/model';
import { titleOf } from '@/lib/names';

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

export const pathOf = (room: Pick<Room, 'name'>) => `/rooms/${room.name}`;

/** The order of the sidebar: steady, so that a room is found where it was. */
export const inOrder = (rooms: readonly Room[]): Room[] =>
  [...rooms].sort((one, other) => byName.compare(titleOf(one), titleOf(other)));

const active = (room: Room) => room.lastMessageAt ?? room.createdAt;

/** Rooms whose name holds the letters of the query in their order, best first; unread and recent ones lead. */
export function matching(rooms: readonly Room[], query: string): Room[] {
  const wanted = query.trim().toLowerCase().replace(/^#/, '');
  const found = rooms
    .map((room) => ({ room, score: Math.max(score(titleOf(room), wanted), score(room.name, wanted)) }))
    .filter(({ score }) => score > 0);
  found.sort(
    (one, other) =>
      other.score - one.score ||
      Number(other.room.unread > 0) - Number(one.room.unread > 0) ||
      active(other.room).localeCompare(active(one.room)),
  );
  return found.map(({ room }) => room);
}

function score(name: string, wanted: string): number {
  const text = name.toLowerCase();
  if (wanted === '') return 1;
  if (text.startsWith(wanted)) return 4;
  if (new RegExp(`[\\s_-]${escaped(wanted)}`).test(text)) return 3;
  if (text.includes(wanted)) return 2;
  let at = -1;
  const inOrder = Array.from(wanted).every((letter) => (at = text.indexOf(letter, at + 1)) >= 0);
  return inOrder ? 1 : 0;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The next room above or below in the sidebar that `stops` the walk; round at the ends. */
export function neighbour(
  rooms: Room[],
  current: string | null,
  step: 1 | -1,
  stops: (room: Room) => boolean,
): Room | null {
  const from = rooms.findIndex((room) => room.id === current);
  for (let walked = 1; walked <= rooms.length; walked++) {
    const start = from < 0 && step === -1 ? 0 : from;
    const room = rooms[(start + step * walked + rooms.length * 2) % rooms.length];
    if (room !== undefined && room.id !== current && stops(room)) return room;
  }
  return null;
}
