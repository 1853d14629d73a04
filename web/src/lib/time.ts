import { languageOfText } from './text';

/** All times are shown in the reader's own zone, and as their region writes them. */
const locale = navigator.languages.find((language) => language.startsWith(languageOfText)) ?? languageOfText;
const twelve = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12 === true;
const clock = new Intl.DateTimeFormat(locale, { hour: twelve ? 'numeric' : '2-digit', minute: '2-digit' });
const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' });
const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
const withYear = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });

export const clockTime = (at: string) => clock.format(new Date(at));
/** The clock without AM and PM, for the narrow margin beside grouped messages. */
export const bareTime = (at: string) =>
  clock
    .formatToParts(new Date(at))
    .map((part) => (part.type === 'dayPeriod' ? '' : part.value))
    .join('')
    .trim();
/** The clock of another zone. */
export const timeIn = (zone: string, at: Date) =>
  new Intl.DateTimeFormat(locale, {
    hour: twelve ? 'numeric' : '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(at);
export const exactTime = (at: string) => exact.format(new Date(at));
export const shortDate = (at: string) => date.format(new Date(at));

/** "5 minutes ago", "yesterday"; whole units, as people say it. */
export function ago(at: string, now: Date): string {
  const seconds = Math.min(0, (new Date(at).getTime() - now.getTime()) / 1000);
  const [unit, length] = units.find(([, length]) => -seconds >= length) ?? smallest;
  return relative.format(-seconds < length ? 0 : Math.trunc(seconds / length), unit);
}

/** "0:07", "2:30": what is left of a wait, in seconds. */
export const clockLeft = (seconds: number) =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

const smallest = ['minute', 60] as const;
const units = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  smallest,
] as const;

/** A key that two times share when they fall on the same local day. */
export function localDay(at: string): string {
  const day = new Date(at);
  return `${day.getFullYear()}-${day.getMonth() + 1}-${day.getDate()}`;
}

/** "Today", "Yesterday", "Monday, 2 March", "2 March 2024". */
export function dayName(at: string, now: Date): string {
  const day = new Date(at);
  const days = Math.round((midnight(day) - midnight(now)) / 86_400_000);
  if (days === 0 || days === -1) return capitalised(relative.format(days, 'day'));
  return day.getFullYear() === now.getFullYear() ? weekday.format(day) : withYear.format(day);
}

const midnight = (day: Date) => new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
const capitalised = (word: string) => word.charAt(0).toLocaleUpperCase() + word.slice(1);

/** "14:05" today, "3 Mar 2026, 14:05" on another day. */
export const moment = (at: string, now = new Date()) =>
  localDay(at) === localDay(now.toISOString()) ? clockTime(at) : `${shortDate(at)}, ${clockTime(at)}`;
