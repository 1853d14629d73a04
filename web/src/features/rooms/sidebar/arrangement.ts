import type { Room, Sidebar, SidebarSection } from '@/lib/model';
import { text } from '@/lib/text';
import { inOrder } from '../order';

/** The sections that are always there, in the order in which they stand at first. */
const builtIn = ['favourites', 'rooms', 'direct'] as const;
export const mostSections = 50;

/** A section with its rooms as they are listed. */
export interface ShownSection {
  id: string;
  name: string;
  builtIn: boolean;
  collapsed: boolean;
  rooms: Room[];
  /** Rooms that are not listed because the section is folded. */
  folded: number;
}

const nobodysChoice = (id: string): SidebarSection => ({ id, name: null, collapsed: false, rooms: [] });
const isBuiltIn = (id: string) => (builtIn as readonly string[]).includes(id);
const homeOf = (room: Room) => (room.kind === 'room' ? 'rooms' : 'direct');

/** Whether a room may stand in a section: the two built-in ones are for their own kind. */
export const accepts = (section: string, room: Room) =>
  (section !== 'rooms' && section !== 'direct') || section === homeOf(room);

/** The sections with those that are always there. */
function complete(sections: readonly SidebarSection[]): SidebarSection[] {
  const missing = (id: string) => sections.every((section) => section.id !== id);
  return [
    ...(missing('favourites') ? [nobodysChoice('favourites')] : []),
    ...sections,
    ...(['rooms', 'direct'] as const).filter(missing).map(nobodysChoice),
  ];
}

/** Each section with all of its rooms: those that were put there, then those that stand nowhere, by name. */
function filled(sections: readonly SidebarSection[], rooms: readonly Room[]): [SidebarSection, Room[]][] {
  const left = new Map(rooms.map((room) => [room.id, room]));
  const placed = complete(sections).map((section): [SidebarSection, Room[]] => [
    section,
    section.rooms.flatMap((id) => {
      const room = left.get(id);
      left.delete(id);
      return room === undefined ? [] : [room];
    }),
  ]);
  const rest = inOrder([...left.values()]);
  return placed.map(([section, inside]) => [
    section,
    [...inside, ...rest.filter((room) => homeOf(room) === section.id)],
  ]);
}

/** Whether a room is to be seen as unread: a muted one only where somebody is mentioned. */
export const isUnread = (room: Room, muted: boolean) => room.mentions > 0 || (!muted && room.unread > 0);

/** A hidden room comes back with a mention or when it is opened; a conversation with whatever is said there. */
function isListed(room: Room, hidden: ReadonlySet<string>, muted: ReadonlySet<string>, open: string | null) {
  if (!hidden.has(room.id) || room.id === open || room.mentions > 0) return true;
  return room.kind !== 'room' && isUnread(room, muted.has(room.id));
}

export const nameOfSection = ({ id, name }: Pick<SidebarSection, 'id' | 'name'>) =>
  name ?? text.sidebar.sections[id as (typeof builtIn)[number]];

/** What the sidebar shows. A folded section keeps what is open or unread in sight. */
export function shownSections(sidebar: Sidebar, rooms: readonly Room[], open: string | null): ShownSection[] {
  const [muted, hidden] = [new Set(sidebar.muted), new Set(sidebar.hidden)];
  return filled(sidebar.sections, rooms).map(([section, inside]) => {
    const listed = inside.filter((room) => isListed(room, hidden, muted, open));
    const inSight = section.collapsed
      ? listed.filter((room) => room.id === open || isUnread(room, muted.has(room.id)))
      : listed;
    return {
      ...{ id: section.id, name: nameOfSection(section), builtIn: isBuiltIn(section.id) },
      ...{ collapsed: section.collapsed, rooms: inSight, folded: listed.length - inSight.length },
    };
  });
}

/** Puts a room before another one of a section, or at its end. */
export function moveRoom(
  sections: readonly SidebarSection[],
  rooms: readonly Room[],
  moved: string,
  to: { section: string; before: string | null },
): SidebarSection[] {
  const room = rooms.find(({ id }) => id === moved);
  if (room === undefined || !accepts(to.section, room)) return [...sections];
  return filled(sections, rooms).map(([section, inside]) => {
    const others = inside.map(({ id }) => id).filter((id) => id !== moved);
    const chosen = new Set(section.rooms);
    if (section.id === to.section) {
      const at = to.before === null ? -1 : others.indexOf(to.before);
      others.splice(at < 0 ? others.length : at, 0, moved);
      chosen.add(moved);
    } else chosen.delete(moved);
    // Behind the last that somebody put there, rooms go on by name, and new ones among them.
    const last = others.findLastIndex((id) => chosen.has(id));
    return { ...section, rooms: others.slice(0, last + 1) };
  });
}

/** Puts a section before another one, or at the end. */
export function moveSection(
  sections: readonly SidebarSection[],
  moved: string,
  before: string | null,
): SidebarSection[] {
  const all = complete(sections);
  const section = all.find(({ id }) => id === moved);
  if (section === undefined || moved === before) return all;
  const others = all.filter(({ id }) => id !== moved);
  const at = before === null ? -1 : others.findIndex(({ id }) => id === before);
  others.splice(at < 0 ? others.length : at, 0, section);
  return others;
}

export const addSection = (sections: readonly SidebarSection[], id: string, name: string) => {
  const all = complete(sections);
  if (all.some((section) => section.id === id)) return all;
  // Behind the favourites, where a new heading is seen.
  const at = all.findIndex((section) => section.id === 'favourites') + 1;
  all.splice(at, 0, { ...nobodysChoice(id), name });
  return all;
};

export const changeSection = (
  sections: readonly SidebarSection[],
  id: string,
  change: Partial<Pick<SidebarSection, 'name' | 'collapsed'>>,
) => complete(sections).map((section) => (section.id === id ? { ...section, ...change } : section));

export const removeSection = (sections: readonly SidebarSection[], id: string) =>
  sections.filter((section) => section.id !== id);

/** Where a room goes with one step up or down: over the next one, or into the section beyond. */
export function roomStep(shown: readonly ShownSection[], room: Room, step: 1 | -1) {
  const at = shown.findIndex((section) => section.rooms.some(({ id }) => id === room.id));
  const section = shown[at];
  if (section === undefined) return null;
  const index = section.rooms.findIndex(({ id }) => id === room.id);
  const beyond = section.rooms[index + step];
  if (step === -1 && beyond !== undefined) return { section: section.id, before: beyond.id };
  if (step === 1 && beyond !== undefined)
    return { section: section.id, before: section.rooms[index + 2]?.id ?? null };
  for (let next = at + step; shown[next] !== undefined; next += step) {
    const other = shown[next];
    if (other !== undefined && !other.collapsed && accepts(other.id, room))
      return { section: other.id, before: step === 1 ? (other.rooms[0]?.id ?? null) : null };
  }
  return null;
}

/** Before which section one stands after a step up or down; undefined where it cannot go further. */
export function sectionStep(
  shown: readonly ShownSection[],
  id: string,
  step: 1 | -1,
): string | null | undefined {
  const at = shown.findIndex((section) => section.id === id);
  if (step === -1) return shown[at - 1]?.id;
  return at + 1 < shown.length ? (shown[at + 2]?.id ?? null) : undefined;
}
