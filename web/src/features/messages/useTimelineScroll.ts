import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { RoomEvent } from '@/lib/model';
import { useLatest } from '@/lib/useLatest';
import type { Conversation } from './conversation';
import type { ConversationState } from './conversationState';
import { around, drawnStep, drawsFirst, extendedDown, extendedUp, mostDrawn, theEnd, within } from './range';
import { ScrollKeeper, type Position, type Range } from './scrollKeeper';

/** How far from the top the "New" line or a linked message stands when the room opens, in CSS pixels. */
const openingOffset = 96;
const tellReadAfter = 250;

export interface TimelineScroll {
  view: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  range: Range;
  atEnd: boolean;
  toEnd: () => void;
}

/** Which stretch of the room is drawn, where the view stands in it, and what of it has been read. */
export function useTimelineScroll(
  conversation: Conversation,
  state: ConversationState,
  target: number | undefined,
): TimelineScroll {
  const view = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const keeper = useRef<ScrollKeeper | null>(null);
  const placed = useRef(false);
  const [range, setRange] = useState<Range>(
    () => conversation.position?.range ?? theEnd(conversation.getSnapshot().events),
  );
  const [atEnd, setAtEnd] = useState(true);
  const latest = useLatest({ state, range });
  const readTimer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const tellRead = useCallback(() => {
    const here = keeper.current;
    if (here === null || !placed.current || !document.hasFocus()) return;
    const { events } = latest.current.state;
    conversation.read(here.atEnd ? (events.at(-1)?.seq ?? 0) : here.lastSeen());
  }, [conversation, latest]);

  /** Looks after both ends: draws or loads more where the reader comes near, and lets go of what is far. */
  const tend = useCallback(() => {
    const here = keeper.current;
    if (here === null || !placed.current) return;
    const { state, range } = latest.current;
    const { events } = state;
    if (events.length > 0 && within(events, range).length === 0) {
      // The room was loaded afresh and what was drawn is no longer held.
      here.hold(null);
      setRange(theEnd(events));
    }
    const near = here.height * 1.5;
    if (here.distanceToTop < near) {
      if (!drawsFirst(events, range)) setRange(extendedUp(events, range));
      else if (state.hasBefore) void conversation.loadOlder();
    } else if (here.distanceToEnd < near) {
      if (range.to !== Infinity) setRange(extendedDown(events, range));
      else if (state.hasAfter) void conversation.loadNewer();
    }
    if (within(events, range).length > mostDrawn + drawnStep)
      setRange(here.atEnd ? theEnd(events) : around(events, Math.max(here.lastSeen(), 1)));
    here.settle();
    setAtEnd(here.atEnd);
    conversation.attend(here.atEnd && document.hasFocus());
    clearTimeout(readTimer.current);
    readTimer.current = setTimeout(tellRead, tellReadAfter);
  }, [conversation, latest, tellRead]);

  useLayoutEffect(() => conversation.enter(target), [conversation, target]);

  // Keeps the view steady while it is shown.
  useLayoutEffect(() => {
    const shown = view.current;
    if (shown === null || content.current === null) return;
    const here = new ScrollKeeper(
      shown,
      () => latest.current.range.to === Infinity && !latest.current.state.hasAfter,
    );
    keeper.current = here;
    const positionNow = () => (here.held === null ? null : { held: here.held, range: latest.current.range });
    const onScroll = () => {
      if (!placed.current) return;
      here.remember();
      tend();
    };
    const sizes = new ResizeObserver(() => {
      here.restore();
      tend();
    });
    sizes.observe(shown);
    sizes.observe(content.current);
    shown.addEventListener('scroll', onScroll, { passive: true });
    window.addEventListener('focus', tend);
    window.addEventListener('blur', tend);
    return () => {
      sizes.disconnect();
      shown.removeEventListener('scroll', onScroll);
      window.removeEventListener('focus', tend);
      window.removeEventListener('blur', tend);
      clearTimeout(readTimer.current);
      if (placed.current) conversation.position = positionNow();
      conversation.attend(false);
      placed.current = false;
      keeper.current = null;
    };
  }, [conversation, latest, tend]);

  // The first time there is something to show: goes to where reading should begin.
  const ready = state.phase === 'ready';
  useLayoutEffect(() => {
    if (!ready || keeper.current === null) return;
    const opening = openingAt(conversation, target);
    setRange(opening.range);
    keeper.current.hold(opening.held);
    placed.current = true;
  }, [ready, conversation, target]);

  // After every change of what is drawn.
  useLayoutEffect(() => {
    if (!placed.current) return;
    keeper.current?.restore();
  });
  useEffect(() => {
    if (placed.current) tend();
  }, [state, range, tend]);

  const toEnd = useCallback(() => {
    void conversation.toLatest().then(() => {
      setRange(theEnd(latest.current.state.events));
      keeper.current?.hold(null);
      setAtEnd(true);
    });
  }, [conversation, latest]);

  // Whoever says something wants to see it said.
  const sending = state.outgoing.findLast(({ status }) => status === 'sending')?.clientId;
  useLayoutEffect(() => {
    if (sending === undefined || !placed.current) return;
    setRange(theEnd(latest.current.state.events));
    keeper.current?.hold(null);
  }, [sending, latest]);

  return useMemo(() => ({ view, content, range, atEnd, toEnd }), [range, atEnd, toEnd]);
}

function openingAt(
  conversation: Conversation,
  target: number | undefined,
): Position | { held: null; range: Range } {
  const { events, newAfter } = conversation.getSnapshot();
  if (target !== undefined) return { range: around(events, target), held: heldAt(events, target) };
  if (conversation.position !== null) return conversation.position;
  if (newAfter === null) return { range: theEnd(events), held: null };
  return { range: around(events, newAfter), held: [{ key: 'new', offset: openingOffset }] };
}

function heldAt(events: RoomEvent[], seq: number): Position['held'] {
  const event = events.find((event) => event.seq === seq);
  const clientId = event?.type === 'receive_message' ? event.message.clientId : null;
  return [`mine-${clientId ?? ''}`, `seq-${seq}`].map((key) => ({ key, offset: openingOffset }));
}
