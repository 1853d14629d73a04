import type { ReactNode } from 'react';
import { Button } from '@/components/Button';
import { RowSkeleton } from '@/components/Skeleton';
import { text } from '@/lib/text';
import styles from './Moderation.module.css';

interface PagedListProps<Item> {
  items: Item[] | undefined;
  none: string;
  list: {
    isError: boolean;
    refetch: () => unknown;
    hasNextPage?: boolean;
    isFetchingNextPage?: boolean;
    fetchNextPage?: () => unknown;
  };
  children: (item: Item) => ReactNode;
}

/** A list that comes in pages, in all its states. */
export function PagedList<Item>({ items, none, list, children }: PagedListProps<Item>) {
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={text.moderation.list}>
      {items === undefined && !list.isError && <RowSkeleton rows={6} />}
      {items === undefined && list.isError && (
        <div className={styles.note}>
          <p>{text.moderation.failed}</p>
          <Button small onClick={() => void list.refetch()}>
            {text.retry}
          </Button>
        </div>
      )}
      {items?.length === 0 && <p className={styles.note}>{none}</p>}
      {items !== undefined && items.length > 0 && <ul className={styles.rows}>{items.map(children)}</ul>}
      {list.hasNextPage === true && (
        <Button small busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage?.()}>
          {text.showMore}
        </Button>
      )}
    </div>
  );
}
