import { useEffect } from 'react';
import type { Room } from '@/lib/model';
import { text } from '@/lib/text';

/** The tab says which page is open and how much is unread; its sign agrees. */
export function useTabTitle(rooms: Room[] | undefined, page: string | undefined): void {
  const unread = (rooms ?? []).reduce((sum, room) => sum + room.unread, 0);
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
