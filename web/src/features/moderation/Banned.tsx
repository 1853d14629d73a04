import { Empty } from '@/components/Empty';
import type { Room } from '@/lib/model';
import { titleOf } from '@/lib/names';
import { text } from '@/lib/text';
import { moment } from '@/lib/time';

const words = text.moderation;

/** In place of a room that I am banned from: until when, and why. */
export function Banned({ room, ban }: { room: Room; ban: NonNullable<Room['ban']> }) {
  const until = ban.until ? words.banned.until(moment(ban.until)) : words.banned.forever;
  const lead = ban.reason ? `${until} ${words.silenced.why(ban.reason)}` : until;
  return <Empty level="h2" title={words.banned.title(titleOf(room))} lead={lead} />;
}
