import { useEffect, useState, type KeyboardEvent } from 'react';
import type { Person, Room } from '@/lib/model';
import { nameOf, titleOf } from '@/lib/names';
import { findEmoji } from './emoji';
import type { Token } from './textEditing';

export type Suggestion =
  | { kind: 'person'; key: string; completion: string; person: Person }
  | { kind: 'room'; key: string; completion: string; room: Room }
  | { kind: 'emoji'; key: string; completion: string; sign: string; name: string };

const most = 8;

interface Sources {
  findPeople: (query: string) => Promise<Person[]>;
  rooms: readonly Room[];
}

/** What can stand in the place of the token that is being typed, and which of it is chosen. */
export function useSuggestions(token: Token | null, { findPeople, rooms }: Sources) {
  const [people, setPeople] = useState<Person[]>([]);
  const [active, setActive] = useState(0);
  const [closed, setClosed] = useState<number | null>(null);
  const trigger = token?.trigger;
  const query = token?.query ?? '';

  useEffect(() => {
    if (trigger !== '@') return;
    let wanted = true;
    const keep = (found: Person[]) => wanted && setPeople(found);
    findPeople(query).then(keep, () => undefined);
    return () => {
      wanted = false;
    };
  }, [trigger, query, findPeople]);

  const open = token !== null && closed !== token.from;
  const found = open ? suggestionsFor(token, people, rooms) : [];
  const chosen = Math.min(active, Math.max(found.length - 1, 0));

  /** Whether a key was meant for the list. */
  const onKey = (event: KeyboardEvent, choose: (suggestion: Suggestion) => void): boolean => {
    const suggestion = found[chosen];
    if (suggestion === undefined || token === null) return false;
    // Whoever typed a name to its end has nothing left to choose, and means to send.
    if (event.key === 'Enter' && suggestion.completion === token.trigger + token.query) return false;
    if (event.key === 'ArrowDown') setActive((chosen + 1) % found.length);
    else if (event.key === 'ArrowUp') setActive((chosen - 1 + found.length) % found.length);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(suggestion);
    else if (event.key === 'Escape') setClosed(token.from);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  /** A new letter starts a new choice. */
  const reset = () => {
    setActive(0);
    if (token === null) setClosed(null);
  };
  return { found, chosen, setChosen: setActive, onKey, reset };
}

function suggestionsFor({ trigger, query }: Token, people: Person[], rooms: readonly Room[]): Suggestion[] {
  if (trigger === ':')
    return findEmoji(query, most).map(({ sign, names: [name = ''] }) => ({
      ...{ kind: 'emoji', key: sign, completion: sign, sign, name },
    }));
  if (trigger === '#')
    return rooms
      .filter(({ kind }) => kind === 'room')
      .filter((room) => room.name.includes(query) || titleOf(room).toLowerCase().includes(query))
      .slice(0, most)
      .map((room) => ({ kind: 'room', key: room.id, completion: `#${room.name}`, room }));
  const exactFirst = (one: Person, other: Person) =>
    Number(other.username === query) - Number(one.username === query);
  return people
    .filter((person) => person.username.includes(query) || nameOf(person).toLowerCase().includes(query))
    .sort(exactFirst)
    .slice(0, most)
    .map((person) => ({ kind: 'person', key: person.id, completion: `@${person.username}`, person }));
}
