import type { HeldMessage } from '@/lib/model';
import type { Announcement } from './announcements';

/** Told to those who are connected, and not part of any room's log. */
const notLogged = new Set(['room_deleted', 'room_read', 'typing']);

/** Whatever bears a room and a seq is part of that room's log, also where this client does not know it. */
export function isRoomEvent(type: string, body: unknown): body is object {
  return !notLogged.has(type) && isAbout(body) && typeof body.seq === 'number';
}

export function isHeld(body: unknown): body is { held: HeldMessage } {
  return typeof body === 'object' && body !== null && 'held' in body;
}

export function isAbout(body: unknown): body is { room: string; seq?: unknown; user?: unknown } {
  return typeof body === 'object' && body !== null && 'room' in body && typeof body.room === 'string';
}

export function isVersion(body: unknown): body is { version: number } {
  return typeof body === 'object' && body !== null && 'version' in body && typeof body.version === 'number';
}

export function isAnnouncement(body: unknown): body is Announcement {
  return (
    typeof body === 'object' &&
    body !== null &&
    'text' in body &&
    typeof body.text === 'string' &&
    'at' in body &&
    typeof body.at === 'string'
  );
}

/** Whether words name somebody, as the server finds it. */
export function mentions(words: string, username: string): boolean {
  return new RegExp(`(?<![\\w@-])@${username}(?![\\w-])`, 'i').test(words);
}
