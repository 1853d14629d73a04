import { useCallback, useState } from 'react';
import { load, save } from '@/lib/storage';

const rememberAtMost = 30;

/** The rooms visited lately, the newest first. */
export function useRecent(user: string): [string[], (room: string) => void] {
  const key = `parlor.recent.${user}`;
  const [recent, setRecent] = useState<string[]>(() => load<string[]>(key, []));
  const visit = useCallback(
    (room: string) =>
      setRecent((before) => {
        if (before[0] === room) return before;
        const next = [room, ...before.filter((id) => id !== room)].slice(0, rememberAtMost);
        save(key, next);
        return next;
      }),
    [key],
  );
  return [recent, visit];
}
