import type { Person, Room } from './model';
import { text } from './text';

export const nameOf = (person: Person) => person.displayName || person.username;
/** A conversation that nobody named is called by its people. */
export function titleOf({ title, name, people }: Pick<Room, 'name' | 'title' | 'people'>): string {
  if (title !== '' || people === undefined || people === null) return title || name;
  return people.length === 0 ? text.rooms.onlyMe : people.map(nameOf).join(', ');
}

/** Whether a name, a word of one, or the username begins with what was typed. */
export function matchesName(person: Person, typed: string): boolean {
  const wanted = typed.toLowerCase();
  return [person.username, person.displayName, ...person.displayName.split(/\s+/u)].some((name) =>
    name.toLowerCase().startsWith(wanted),
  );
}

/** "Lena Brandt" → "LB"; scripts without spaces give their first character. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words[words.length - 1] : undefined];
  return letters
    .map((word) =>
      word === undefined ? '' : (Array.from(word).find((letter) => /[\p{L}\p{N}]/u.test(letter)) ?? ''),
    )
    .join('')
    .toLocaleUpperCase();
}

/** What a room's handle would be, made from its title: "Harbour Launch!" → "harbour-launch". */
export function handleFrom(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64);
}
