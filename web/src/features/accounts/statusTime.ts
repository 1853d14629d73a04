import type { text } from '@/lib/text';

/** When a status ends, as people choose it. */
export type Ending = keyof (typeof text)['settings']['status']['choices'];

const minute = 60_000;

/** The moment of a choice; null for never. `own` is what was typed into the field of date and time. */
export function endOf(ending: Ending, now: Date, own: string): Date | null {
  switch (ending) {
    case 'never':
      return null;
    case 'halfHour':
      return new Date(now.getTime() + 30 * minute);
    case 'hour':
      return new Date(now.getTime() + 60 * minute);
    case 'fourHours':
      return new Date(now.getTime() + 240 * minute);
    case 'today':
      return startOfDay(now, 1);
    case 'week':
      // Weeks begin on Monday; on a Sunday evening that is a few hours away.
      return startOfDay(now, 8 - (now.getDay() || 7));
    case 'own':
      return new Date(own);
  }
}

/** Local time as the field of date and time writes it. */
export function asFieldTime(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * minute).toISOString().slice(0, 16);
}

function startOfDay(now: Date, daysAhead: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + daysAhead);
}
