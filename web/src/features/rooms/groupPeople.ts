import { comesOrGoes } from '@/lib/comesOrGoes';
import type { Room, RoomEvent } from '@/lib/model';

/** The others in a group after somebody came or went. */
export function peopleAfter({ kind, people }: Pick<Room, 'kind' | 'people'>, event: RoomEvent, me: string) {
  if (kind !== 'group' || !people || !comesOrGoes(event) || event.user.id === me) return people;
  const others = people.filter(({ id }) => id !== event.user.id);
  return event.type === 'join_room_announcement' ? [...others, event.user] : others;
}
