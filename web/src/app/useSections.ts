import { useMemo, useSyncExternalStore } from 'react';
import { shownSections } from '@/features/rooms/sidebar/arrangement';
import type { Arranging } from '@/features/rooms/sidebar/arranging';
import type { Room } from '@/lib/model';

/** How I have arranged my rooms, and what of it the sidebar shows; undefined until both are known. */
export function useSections(arranging: Arranging, rooms: Room[] | undefined, open: string | null) {
  const sidebar = useSyncExternalStore(arranging.subscribe, arranging.getSnapshot);
  const shown = useMemo(
    () => (rooms && sidebar ? shownSections(sidebar, rooms, open) : undefined),
    [rooms, sidebar, open],
  );
  return { sidebar, shown };
}
