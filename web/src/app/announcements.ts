import type { Person } from '@/lib/model';

/** What an administrator has told everybody. */
export interface Announcement {
  text: string;
  /** Absent for the operator, at a shell. */
  by?: Person;
  at: string;
}

/** The newest one, until it is dismissed. */
let current: Announcement | null = null;
const watchers = new Set<() => void>();

function become(announcement: Announcement | null): void {
  current = announcement;
  for (const watcher of watchers) watcher();
}

export const heardAnnouncement = (announcement: Announcement) => become(announcement);
export const dismissAnnouncement = () => become(null);

export const announcements = {
  subscribe: (watcher: () => void) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  },
  getSnapshot: () => current,
};
