import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Conversation } from '@/features/messages/conversation';
import type { Room } from '@/lib/model';
import { text } from '@/lib/text';
import { clockLeft } from '@/lib/time';

/** Why nothing can be sent for the moment, in a room with slow mode; undefined when something can. */
export function useSlowMode(room: Room, conversation: Conversation): string | undefined {
  const { events, outgoing, me } = useSyncExternalStore(conversation.subscribe, conversation.getSnapshot);
  const slow = room.permissions.includes('post_announcements') ? 0 : room.slowModeSeconds * 1000;
  const last = events.findLast((event) => event.type === 'receive_message' && event.message.author.id === me);
  const sent = outgoing.findLast(({ status }) => status === 'sending')?.at;
  const since = Math.max(
    last === undefined ? 0 : Date.parse(last.at),
    sent === undefined ? 0 : Date.parse(sent),
  );
  const left = useCountdown(slow === 0 ? 0 : since + slow);
  return left > 0 ? text.roomSettings.slowModeWait(clockLeft(left)) : undefined;
}

/** Whole seconds until a moment; 0 from then on. */
function useCountdown(until: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (until <= Date.now()) return;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (until <= Date.now()) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [until]);
  return Math.max(0, Math.ceil((until - now) / 1000));
}
