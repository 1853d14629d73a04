import { useSyncExternalStore } from 'react';

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}

/** One pane at a time. The same width stands in the style sheets as the custom media `phone`. */
export const usePhone = () => useMedia('(max-width: 700px)');
export const useNarrow = () => useMedia('(max-width: 1100px)');
