import type { RoomDetails } from '@/lib/model';

/** The details as an event tells them: what has no value is left out of it, and is to be forgotten. */
export function replaceDetails(room: Partial<RoomDetails>, details: RoomDetails): void {
  Object.assign(room, { archivedAt: null, avatarUrl: null }, details);
}
