import { useCallback, useState } from 'react';

/**
 * The landmark that an element stands in, for what opens from it: whoever walks a page from landmark to landmark would
 * not find what hangs outside of them all.
 */
export function useHome(): [home: HTMLElement | null, ref: (element: HTMLElement | null) => void] {
  const [home, setHome] = useState<HTMLElement | null>(null);
  const ref = useCallback(
    (element: HTMLElement | null) => setHome(element?.closest<HTMLElement>('main, nav, aside') ?? null),
    [],
  );
  return [home, ref];
}
