import { moderationApi } from '@/features/moderation/moderationApi';
import type { OwnReport } from '@/features/moderation/model';
import { moment } from '@/lib/time';
import { roomsApi } from '@/features/rooms/roomsApi';
import type { RoomEvent } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { text } from '@/lib/text';
import type { Store } from './store';

const words = text.moderation;

/** Keeps what is known of reports, bans and timeouts true, and says what became of me. */
export class ModerationNews {
  readonly #store: Store;
  readonly #me: string;

  constructor(store: Store, me: string) {
    this.#store = store;
    this.#me = me;
  }

  /** What was missed meanwhile is asked for again. */
  catchUp(): void {
    this.#store.dispatch(moderationApi.util.invalidateTags(['Reports', 'Restricted', 'Audit', 'OwnReports']));
  }

  /** Takes an event that is of no room's log; false when it is not about this. */
  heard(type: string, body: unknown): boolean {
    switch (type) {
      case 'reports_changed':
        this.#store.dispatch(moderationApi.util.invalidateTags(['Reports']));
        return true;
      case 'report_decided': {
        const { report } = body as { report: OwnReport };
        this.#store.dispatch(moderationApi.util.invalidateTags(['OwnReports']));
        if (report.outcome)
          notify(words.reports.told(nameOf(report.author), words.reports.outcomes[report.outcome]));
        return true;
      }
      case 'removed_from_room':
        notify(removal(body as Removal));
        return true;
      default:
        return false;
    }
  }

  happened(event: RoomEvent): void {
    switch (event.type) {
      case 'member_banned':
      case 'member_unbanned':
      case 'member_timed_out':
      case 'timeout_ended':
        this.#store.dispatch(
          moderationApi.util.invalidateTags([{ type: 'Restricted', id: event.room }, 'Audit']),
        );
        // Why I am silenced, and until when, the room itself says.
        if (event.user.id === this.#me) this.#store.dispatch(roomsApi.util.invalidateTags(['Rooms', 'Room']));
    }
  }
}

interface Removal {
  title: string;
  banned: boolean;
  until?: string;
  reason?: string;
}

function removal({ title, banned, until, reason }: Removal): string {
  const what = !banned
    ? words.removed.kicked(title)
    : until === undefined
      ? words.removed.banned(title)
      : words.removed.bannedUntil(title, moment(until));
  return reason === undefined ? what : `${what} ${words.silenced.why(reason)}`;
}
