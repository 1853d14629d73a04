/** Short things to say that need no answer, such as "Link copied". One at a time; the newest wins. */
export interface Notice {
  id: number;
  words: string;
}

const shownFor = 4_000;
let current: Notice | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const watchers = new Set<() => void>();

export function notify(words: string): void {
  become({ id: (current?.id ?? 0) + 1, words });
  clearTimeout(timer);
  timer = setTimeout(() => become(null), shownFor);
}

export const notices = {
  subscribe: (watcher: () => void) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  },
  getSnapshot: () => current,
};

function become(notice: Notice | null): void {
  current = notice;
  for (const watcher of watchers) watcher();
}
