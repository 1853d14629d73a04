import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { Room } from '@/lib/model';
import { titleOf } from '@/lib/names';
import { text } from '@/lib/text';
import {
  moveRoom,
  moveSection,
  roomStep,
  sectionStep,
  shownSections,
  type ShownSection,
} from './arrangement';
import type { Arranging } from './arranging';

interface Place {
  shown: readonly ShownSection[];
  rooms: readonly Room[];
  current: string | null;
  arranging: Arranging;
  list: RefObject<HTMLElement | null>;
}

/** Moving rooms and sections, told to those who do not see it. What is moved by keys keeps the focus. */
export function useMoves({ shown, rooms, current, arranging, list }: Place) {
  const [said, setSaid] = useState('');
  const refocus = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (refocus.current === null) return;
    list.current?.querySelector<HTMLElement>(refocus.current)?.focus();
    refocus.current = null;
  });
  const now = () => {
    const sidebar = arranging.getSnapshot();
    return sidebar === undefined ? [] : shownSections(sidebar, rooms, current);
  };

  const toPlace = (room: Room, to: { section: string; before: string | null }) => {
    arranging.arrange((sections) => moveRoom(sections, rooms, room.id, to));
    const section = now().find(({ id }) => id === to.section);
    if (section === undefined) return;
    const place = section.rooms.findIndex(({ id }) => id === room.id) + 1;
    setSaid(text.sidebar.roomMoved(titleOf(room), section.name, place, section.rooms.length));
  };
  const sectionToPlace = (id: string, before: string | null) => {
    arranging.arrange((sections) => moveSection(sections, id, before));
    const sections = now().filter(isInSight);
    const place = sections.findIndex((section) => section.id === id);
    const name = sections[place]?.name ?? '';
    setSaid(text.sidebar.sectionMoved(name, place + 1, sections.length));
  };
  const step = (what: Room | string, by: 1 | -1) => {
    if (typeof what === 'string') {
      const before = sectionStep(shown.filter(isInSight), what, by);
      refocus.current = `button[data-section="${CSS.escape(what)}"]`;
      if (before === undefined)
        setSaid(text.sidebar.cannotMove(shown.find(({ id }) => id === what)?.name ?? ''));
      else sectionToPlace(what, before);
      return;
    }
    const to = roomStep(shown, what, by);
    refocus.current = `[data-room="${CSS.escape(what.id)}"]`;
    if (to === null) setSaid(text.sidebar.cannotMove(titleOf(what)));
    else toPlace(what, to);
  };
  return { said, moveRoom: toPlace, moveSection: sectionToPlace, step };
}

/** The built-in sections are shown when something stands in them; that of rooms always is. */
export const isInSight = ({ id, builtIn, rooms, folded }: ShownSection) =>
  !builtIn || id === 'rooms' || rooms.length > 0 || folded > 0;
