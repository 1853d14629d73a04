import { languageOfText } from './text/words';

/** The zone that this device is set to. */
export const zoneHere = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** All zones by name, the plain one for places without hours of their own among them. */
export const allZones = (): string[] => {
  const zones = Intl.supportedValuesOf('timeZone');
  return zones.includes('UTC') ? zones : [...zones, 'UTC'];
};

/** "Europe/Berlin" → "Berlin, Europe". */
export function zoneName(zone: string): string {
  const parts = zone.replaceAll('_', ' ').split('/');
  const [city, ...rest] = parts.reverse();
  return [city, ...rest].filter(Boolean).join(', ');
}

/** Minutes that a zone's clocks are ahead of Greenwich at a moment. */
export function minutesAhead(zone: string, at: Date): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<string, number>;
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  const there = Date.UTC(year, month - 1, day, hour % 24, minute);
  return Math.round((there - Math.floor(at.getTime() / 60_000) * 60_000) / 60_000);
}

/** "UTC+5:30". */
export function offsetName(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  if (minutes === 0) return 'UTC';
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(languageOfText, {
    ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric' },
    ...{ day: 'numeric', hour: 'numeric', minute: 'numeric' },
  });
  formats.set(zone, made);
  return made;
}
