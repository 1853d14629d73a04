import { useEffect } from 'react';
import type { Room, Sidebar } from '@/lib/model';
import { text } from '@/lib/text';

/** The tab says which page is open and how much is unread, as the sidebar does; its sign agrees. */
export function useTabTitle(
  rooms: Room[] | undefined,
  sidebar: Sidebar | undefined,
  page: string | undefined,
): void {
  const muted = new Set(sidebar?.muted);
  const unread = (rooms ?? []).reduce(
    (sum, room) => sum + (muted.has(room.id) ? room.mentions : room.unread),
    0,
  );
  const title = page === undefined ? text.product : `${page} · ${text.product}`;
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) ${title}` : title;
    const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]');
    if (icon !== null) icon.href = unread > 0 ? '/icon-unread.svg' : '/icon.svg';
  }, [unread, title]);
  useEffect(
    () => () => {
      document.title = text.product;
    },
    [],
  );
}
