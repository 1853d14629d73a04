import type { components } from '@/lib/api.gen';
import type { Room } from '@/lib/model';

type Schemas = components['schemas'];

export type Restricted = Schemas['Restricted'];
export type Report = Schemas['Report'];
export type OwnReport = Schemas['OwnReport'];
export type ReportReason = NonNullable<Schemas['ReportReason']>;
export type ReportOutcome = NonNullable<Schemas['ReportOutcome']>;
export type AuditRecord = Schemas['AuditRecord'];
export type AccountBan = Schemas['AccountBan'];
export type AddressBan = Schemas['AddressBan'];

/** Whom or what a page of lists is about: a room, or (null) the whole server. */
export type Scope = string | null;

/** What can be done to somebody. */
export type Act = 'timed_out' | 'removed' | 'banned' | 'account_banned';

/** How long, and why. Seconds are left out for ever, and where time is of no matter. */
export interface Terms {
  seconds?: number;
  reason?: string;
}

const ranks = ['guest', 'member', 'moderator', 'admin', 'owner'];
const permissionOf = { timed_out: 'timeout', removed: 'kick', banned: 'ban' } as const;

/** What I may do in a room to somebody of a role there (none: they are not a member), as the server will decide. */
export function actsOn(room: Room, role: string | undefined): Act[] {
  if (room.kind !== 'room' || room.archivedAt) return [];
  const mine = room.role ?? 'admin';
  const below = role === undefined || mine === 'owner' || ranks.indexOf(mine) > ranks.indexOf(role);
  if (!below) return [];
  const acts = role === undefined ? (['banned'] as const) : (['timed_out', 'removed', 'banned'] as const);
  return acts.filter((act) => room.permissions.includes(permissionOf[act]));
}

/** Which pages of a room's moderation I may open. */
export function pagesOf(room: Room) {
  const pages = { reports: 'handle_reports', timeouts: 'timeout', bans: 'ban', audit: 'see_audit' } as const;
  const names = Object.keys(pages) as (keyof typeof pages)[];
  return names.filter((page) => room.permissions.includes(pages[page]));
}

/** What an admin of the server may do about a report: they keep order in public rooms, and know no more than the message elsewhere. */
export const serverActsOn = (report: Report): Act[] =>
  report.private ? ['account_banned'] : ['timed_out', 'removed', 'banned', 'account_banned'];
