import { useEffect } from 'react';
import { useLatest } from '@/lib/useLatest';

interface Shortcuts {
  switcher: () => void;
  shortcuts: () => void;
  walk: (step: 1 | -1, unreadOnly: boolean) => void;
}

/** The keys that work everywhere on the page. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useLatest(shortcuts);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const command = event.ctrlKey || event.metaKey;
      if (command && !event.shiftKey && event.key.toLowerCase() === 'k') latest.current.switcher();
      else if (command && event.key === '/') latest.current.shortcuts();
      else if (event.altKey && !command && event.key === 'ArrowUp') latest.current.walk(-1, event.shiftKey);
      else if (event.altKey && !command && event.key === 'ArrowDown') latest.current.walk(1, event.shiftKey);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [latest]);
}
