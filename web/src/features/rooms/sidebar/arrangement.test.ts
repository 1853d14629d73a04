import { describe, expect, test } from 'vitest';
import type { Room, Sidebar, SidebarSection } from '@/lib/model';
import {
  addSection,
  moveRoom,
  moveSection,
  removeSection,
  roomStep,
  sectionStep,
  shownSections,
} from './arrangement';

const room = (id: string, more: Partial<Room> = {}): Room => ({
  ...{ id, name: id, title: '', topic: '', description: '', visibility: 'public', kind: 'room', lastSeq: 1 },
  ...{ memberCount: 1, announceOnly: false, slowModeSeconds: 0, permissions: [], createdAt: '2026-01-01' },
  ...{ unread: 0, mentions: 0 },
  ...more,
});
const person = { id: '9', username: 'ines', displayName: 'Ines Okafor', avatarUrl: null };
const rooms = [
  room('d'),
  room('b'),
  room('a'),
  room('c', { unread: 2 }),
  room('ines', { kind: 'direct', people: [person] }),
];
const sidebar = (sections: SidebarSection[], more: Partial<Sidebar> = {}): Sidebar => ({
  ...{ version: 1, sections, muted: [], hidden: [] },
  ...more,
});
const lists = (shown: ReturnType<typeof shownSections>) =>
  Object.fromEntries(shown.map((section) => [section.id, section.rooms.map(({ id }) => id).join(' ')]));
const after = (sections: SidebarSection[]) => lists(shownSections(sidebar(sections), rooms, null));
const placed = (sections: SidebarSection[], id: string) =>
  sections.find((section) => section.id === id)?.rooms;

test('rooms that nobody put anywhere stand by name, conversations by their people', () => {
  expect(after([])).toEqual({ favourites: '', rooms: 'a b c d', direct: 'ines' });
});

describe('moving', () => {
  test('a room goes before another; behind it they go on by name', () => {
    const moved = moveRoom([], rooms, 'c', { section: 'rooms', before: 'a' });
    expect(placed(moved, 'rooms')).toEqual(['c']);
    expect(after(moved).rooms).toBe('c a b d');
    expect(after(moveRoom(moved, rooms, 'a', { section: 'rooms', before: null })).rooms).toBe('c b d a');
  });

  test('a room goes into another section, and out of its own', () => {
    const moved = moveRoom([], rooms, 'b', { section: 'favourites', before: null });
    expect(after(moved)).toMatchObject({ favourites: 'b', rooms: 'a c d' });
  });

  test('people do not stand among rooms', () => {
    expect(after(moveRoom([], rooms, 'ines', { section: 'rooms', before: null }))).toMatchObject({
      direct: 'ines',
    });
  });

  test('steps lead over the neighbour, and at the end into the next section', () => {
    const sections = addSection([], 'mine', 'Mine');
    const shown = shownSections(sidebar(sections), rooms, null);
    expect(roomStep(shown, room('b'), -1)).toEqual({ section: 'rooms', before: 'a' });
    expect(roomStep(shown, room('b'), 1)).toEqual({ section: 'rooms', before: 'd' });
    expect(roomStep(shown, room('a'), -1)).toEqual({ section: 'mine', before: null });
    expect(roomStep(shown, room('d'), 1)).toBeNull();
  });

  test('sections change places', () => {
    const sections = addSection([], 'mine', 'Mine');
    const shown = shownSections(sidebar(sections), rooms, null);
    expect(sectionStep(shown, 'mine', 1)).toBe('direct');
    expect(sectionStep(shown, 'direct', 1)).toBeUndefined();
    const moved = moveSection(sections, 'mine', 'direct');
    expect(moved.map(({ id }) => id)).toEqual(['favourites', 'rooms', 'mine', 'direct']);
  });

  test('the rooms of a section that goes away stand where they stood', () => {
    const sections = moveRoom(addSection([], 'mine', 'Mine'), rooms, 'c', { section: 'mine', before: null });
    expect(after(sections)).toMatchObject({ mine: 'c', rooms: 'a b d' });
    expect(after(removeSection(sections, 'mine'))).toMatchObject({ rooms: 'a b c d' });
  });
});

describe('what is listed', () => {
  const shown = (more: Partial<Sidebar>, changed: Partial<Room> = {}, open: string | null = null) =>
    lists(
      shownSections(
        sidebar([], more),
        rooms.map((one) => (one.id === 'c' ? { ...one, ...changed } : one)),
        open,
      ),
    ).rooms;

  test('a hidden room is not, until somebody is mentioned there or it is opened', () => {
    expect(shown({ hidden: ['c'] })).toBe('a b d');
    expect(shown({ hidden: ['c'] }, { mentions: 1 })).toBe('a b c d');
    expect(shown({ hidden: ['c'] }, {}, 'c')).toBe('a b c d');
  });

  test('a folded section keeps the open and the unread room in sight, a muted one not', () => {
    const folded = [{ id: 'rooms', name: null, collapsed: true, rooms: [] }];
    const [, first] = shownSections(sidebar(folded), rooms, 'a');
    expect(first?.rooms.map(({ id }) => id)).toEqual(['a', 'c']);
    expect(first?.folded).toBe(2);
    const [, muted] = shownSections(sidebar(folded, { muted: ['c'] }), rooms, null);
    expect(muted?.rooms).toEqual([]);
  });
});
