import type { Joined, Left, RoomEvent } from './model';

/** Whether the event says that somebody came to the room or left it. */
export function comesOrGoes(event: RoomEvent): event is Joined | Left {
  return event.type === 'join_room_announcement' || event.type === 'leave_room_announcement';
}
