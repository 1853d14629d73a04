import { use, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useLocation } from 'wouter';
import { ContextMenu } from '@/components/ContextMenu';
import type { Person, Room, Sidebar } from '@/lib/model';
import { titleOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { PersonCardContext } from '@/lib/personCard';
import { text } from '@/lib/text';
import { useMedia } from '@/lib/useMedia';
import { pathOf } from '../order';
import { addSection, changeSection, moveRoom, removeSection, type ShownSection } from './arrangement';
import type { Arranging } from './arranging';
import { RoomMenu, SectionMenu } from './EntryMenu';
import { SectionDialog } from './SectionDialog';
import { SectionView } from './SectionView';
import { entryAt, useDragging } from './useDragging';
import { isInSight, useMoves } from './useMoves';

interface SectionListProps {
  shown: readonly ShownSection[];
  rooms: readonly Room[];
  sidebar: Sidebar;
  arranging: Arranging;
  current: string | null;
  /** A new section was asked for elsewhere. */
  isAdding: boolean;
  onAdded: () => void;
}

/** What a menu is about: a room where it stands, or a section. */
type Chosen = { room: Room | null; section: ShownSection };
type Naming = { section: string | null; name: string | null; room: string | null };

/** The rooms under their headings. One menu, one listener of each kind serves them all. */
export function SectionList({
  shown,
  rooms,
  sidebar,
  arranging,
  current,
  isAdding,
  onAdded,
}: SectionListProps) {
  const [, navigate] = useLocation();
  const openCard = use(PersonCardContext);
  const list = useRef<HTMLDivElement>(null);
  const pointed = useRef<Chosen | null>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [naming, setNaming] = useState<Naming | null>(null);
  const moves = useMoves({ shown, rooms, current, arranging, list });
  const dragging = useDragging(shown, moves);
  const draggable = useMedia('(pointer: fine)');
  const muted = useMemo(() => new Set(sidebar.muted), [sidebar.muted]);
  const other = chosen?.room?.kind === 'direct' ? chosen.room.people?.[0] : undefined;
  const named = naming ?? (isAdding ? { section: null, name: null, room: null } : null);

  const choose = (target: EventTarget) => {
    const entry = entryAt(target);
    const section = shown.find(({ id }) => id === entry?.dataset.section);
    const room = rooms.find(({ id }) => id === entry?.dataset.room) ?? null;
    pointed.current = section === undefined ? null : { room, section };
    return pointed.current;
  };
  const onClick = (event: MouseEvent) => {
    const room = choose(event.target)?.room;
    const isPlain =
      event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!room || !isPlain || event.defaultPrevented) return;
    event.preventDefault();
    navigate(pathOf(room));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
    const entry = entryAt(event.target);
    if (step === null || entry === null || event.altKey) return;
    if ((event.ctrlKey || event.metaKey) && event.shiftKey) {
      const what = choose(entry);
      if (what !== null) moves.step(what.room ?? what.section.id, step);
    } else if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      const entries = [...(list.current?.querySelectorAll<HTMLElement>('[data-entry]') ?? [])];
      entries[entries.indexOf(entry) + step]?.focus();
    } else return;
    event.preventDefault();
  };
  const setName = (name: string) => {
    const { section, room } = named ?? { section: null, room: null };
    const id = section ?? crypto.randomUUID();
    arranging.arrange((sections) => {
      if (section !== null) return changeSection(sections, id, { name });
      const more = addSection(sections, id, name);
      return room === null ? more : moveRoom(more, rooms, room, { section: id, before: null });
    });
    closeNaming();
  };
  const showProfile = (room: Room, person: Person) => {
    const anchor = list.current?.querySelector<HTMLElement>(`[data-room="${room.id}"]`);
    if (anchor) openCard({ user: person.id, person, anchor });
  };
  const closeNaming = () => {
    setNaming(null);
    if (isAdding) onAdded();
  };

  return (
    <>
      <ContextMenu
        onOpenChange={(open) => open && setChosen(pointed.current)}
        area={
          <div
            ref={list}
            onClick={onClick}
            onKeyDown={onKeyDown}
            onPointerDown={(event) => void choose(event.target)}
            onContextMenu={(event) => choose(event.target) ?? event.preventDefault()}
            {...dragging.handlers}
          >
            {shown
              .filter((section) => isInSight(section) || (dragging.isDragging && section.id === 'favourites'))
              .map((section) => (
                <SectionView
                  key={section.id}
                  section={section}
                  current={current}
                  muted={muted}
                  draggable={draggable}
                  drop={dragging.drop}
                  onFold={() =>
                    arranging.arrange((sections) =>
                      changeSection(sections, section.id, { collapsed: !section.collapsed }),
                    )
                  }
                />
              ))}
          </div>
        }
      >
        {chosen?.room != null && (
          <RoomMenu
            room={chosen.room}
            section={chosen.section.id}
            shown={shown}
            muted={muted.has(chosen.room.id)}
            onWish={(wishes) => {
              if (chosen.room === null) return;
              // What is open is listed; so it is left first.
              if (wishes.hidden === true && chosen.room.id === current) navigate('/');
              arranging.wish(chosen.room.id, wishes);
              if (wishes.hidden === true) notify(text.sidebar.hidden(titleOf(chosen.room)));
            }}
            onStep={(by) => chosen.room && moves.step(chosen.room, by)}
            onMove={(section) => chosen.room && moves.moveRoom(chosen.room, { section, before: null })}
            onNewSection={() => setNaming({ section: null, name: null, room: chosen.room?.id ?? null })}
            onCopyLink={() => chosen.room && copyLink(chosen.room)}
            onShowProfile={
              other === undefined ? undefined : () => chosen.room && showProfile(chosen.room, other)
            }
          />
        )}
        {chosen?.room === null && (
          <SectionMenu
            section={chosen.section}
            onStep={(by) => moves.step(chosen.section.id, by)}
            onNew={() => setNaming({ section: null, name: null, room: null })}
            onRename={() => setNaming({ section: chosen.section.id, name: chosen.section.name, room: null })}
            onRemove={() => {
              arranging.arrange((sections) => removeSection(sections, chosen.section.id));
              notify(text.sidebar.sectionRemoved(chosen.section.name));
            }}
          />
        )}
      </ContextMenu>
      <p className="visually-hidden" role="status">
        {moves.said}
      </p>
      {named !== null && <SectionDialog name={named.name} onNamed={setName} onClose={closeNaming} />}
    </>
  );
}

function copyLink(room: Room): void {
  navigator.clipboard.writeText(location.origin + pathOf(room)).then(
    () => notify(text.rooms.linkCopied),
    () => undefined,
  );
}
