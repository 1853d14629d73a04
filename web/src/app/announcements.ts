/** The newest thing that an administrator has told everybody, until it is dismissed. */
let current: string | null = null;
const watchers = new Set<() => void>();

export function heardAnnouncement(words: string | null): void {
  current = words;
  for (const watcher of watchers) watcher();
}

export const announcements = {
  subscribe: (watcher: () => void) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  },
  getSnapshot: () => current,
};
