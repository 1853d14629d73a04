import { useState, type DragEvent } from 'react';
import type { Room } from '@/lib/model';
import { accepts, type ShownSection } from './arrangement';

type Edge = 'before' | 'after';
/** Where what is dragged would come to stand: beside a room, at the head of a section, or beside a section. */
export type DropPlace = { kind: 'room' | 'section' | 'into'; id: string; edge: Edge };
type Dragged = { kind: 'room'; room: Room } | { kind: 'section'; id: string };

export interface Moves {
  moveRoom: (room: Room, to: { section: string; before: string | null }) => void;
  moveSection: (id: string, before: string | null) => void;
}

/** Rooms and sections of the list dragged with the mouse. */
export function useDragging(shown: readonly ShownSection[], moves: Moves) {
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const [drop, setDrop] = useState<DropPlace | null>(null);
  const end = () => {
    setDragged(null);
    setDrop(null);
  };

  const onDragStart = (event: DragEvent) => {
    const entry = entryAt(event.target);
    if (entry === null) return;
    const { room: id, section } = entry.dataset;
    const room = shown.flatMap(({ rooms }) => rooms).find((room) => room.id === id);
    event.dataTransfer.effectAllowed = 'move';
    const what: Dragged | null =
      room !== undefined
        ? { kind: 'room', room }
        : section !== undefined
          ? { kind: 'section', id: section }
          : null;
    // What appears for the dragging may not appear within this event: Chromium would call the dragging off.
    setTimeout(() => setDragged(what));
  };

  const onDragOver = (event: DragEvent) => {
    const place = dragged === null ? null : placeAt(event, dragged);
    if (place !== null) event.preventDefault();
    if (place?.id !== drop?.id || place?.edge !== drop?.edge || place?.kind !== drop?.kind) setDrop(place);
  };

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    if (dragged !== null && drop !== null) finish(shown, moves, dragged, drop);
    end();
  };
  const onDragLeave = (event: DragEvent) => {
    if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)))
      setDrop(null);
  };

  return {
    drop,
    isDragging: dragged?.kind === 'room',
    handlers: { onDragStart, onDragOver, onDragLeave, onDrop, onDragEnd: end },
  };
}

export const entryAt = (target: EventTarget): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-entry]') : null;

function placeAt(event: DragEvent, dragged: Dragged): DropPlace | null {
  const group = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-group]') : null;
  const section = group?.dataset.group;
  if (group === null || section === undefined) return null;
  if (dragged.kind === 'section')
    return section === dragged.id ? null : { kind: 'section', id: section, edge: halfOf(group, event) };
  if (!accepts(section, dragged.room)) return null;
  const entry = entryAt(event.target);
  const over = entry?.dataset.room;
  if (entry === null || over === undefined) return { kind: 'into', id: section, edge: 'before' };
  return over === dragged.room.id ? null : { kind: 'room', id: over, edge: halfOf(entry, event) };
}

function halfOf(element: HTMLElement, { clientY }: DragEvent): Edge {
  const { top, height } = element.getBoundingClientRect();
  return clientY < top + height / 2 ? 'before' : 'after';
}

function finish(
  shown: readonly ShownSection[],
  moves: Moves,
  dragged: Dragged,
  { kind, id, edge }: DropPlace,
): void {
  const behind = (things: readonly { id: string }[]) =>
    edge === 'before' ? id : (things[things.findIndex((thing) => thing.id === id) + 1]?.id ?? null);
  if (dragged.kind === 'section') {
    const before = behind(shown);
    if (before !== dragged.id) moves.moveSection(dragged.id, before);
    return;
  }
  const section =
    kind === 'into'
      ? shown.find((one) => one.id === id)
      : shown.find(({ rooms }) => rooms.some((room) => room.id === id));
  if (section === undefined) return;
  const before = kind === 'into' ? (section.rooms[0]?.id ?? null) : behind(section.rooms);
  if (before !== dragged.room.id) moves.moveRoom(dragged.room, { section: section.id, before });
}
