import { useEffect, useRef } from 'react';
import { text } from '@/lib/text';
import { useLatest } from '@/lib/useLatest';
import { Button } from './Button';

interface EndOfListProps {
  /** Identifies what is shown: when it grows and the end is still in sight, there is room for more. */
  shown: number;
  busy: boolean;
  onMore: () => void;
}

/** How far below the view the next page is asked for, so that one who scrolls does not wait. */
const ahead = '600px';

/** The end of a list that goes on: the next page comes as it is neared, or by the button. */
export function EndOfList({ shown, busy, onMore }: EndOfListProps) {
  const end = useRef<HTMLDivElement>(null);
  const more = useLatest(onMore);
  useEffect(() => {
    const { current } = end;
    if (current === null || busy) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) more.current();
      },
      { root: current.closest('.scroll'), rootMargin: ahead },
    );
    observer.observe(current);
    return () => observer.disconnect();
  }, [shown, busy, more]);
  return (
    <div ref={end}>
      <Button small look="quiet" busy={busy} onClick={onMore}>
        {text.showMore}
      </Button>
    </div>
  );
}
