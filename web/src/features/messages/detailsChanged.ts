import type { RoomDetails } from '@/lib/model';
import { text } from '@/lib/text';

/** What the timeline says of a room whose details are others now; what they were is not always known. */
export function detailsChanged(details: RoomDetails, before: RoomDetails | null): string {
  const words = text.messages;
  if (before === null) return details.topic ? words.topicIs(details.topic) : words.updated;
  const changes = [
    details.title !== before.title && words.renamed(details.title || details.name),
    details.topic !== before.topic && (details.topic ? words.topicIs(details.topic) : words.topicGone),
    details.visibility !== before.visibility &&
      (details.visibility === 'public' ? words.nowPublic : words.nowPrivate),
    details.announceOnly !== before.announceOnly &&
      (details.announceOnly ? words.nowAnnouncements : words.nowForAll),
    details.slowModeSeconds !== before.slowModeSeconds && slowMode(details.slowModeSeconds),
    (details.archivedAt == null) !== (before.archivedAt == null) &&
      (details.archivedAt == null ? words.inUseAgain : words.nowArchived),
  ].filter((change) => change !== false);
  return changes.length > 0 ? changes.join(' · ') : words.updated;
}

function slowMode(seconds: number): string {
  const { slowModes, seconds: plain } = text.roomSettings.access;
  return seconds === 0 ? text.messages.nowFast : text.messages.nowSlow(slowModes[seconds] ?? plain(seconds));
}
