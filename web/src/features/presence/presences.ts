import type { PersonPresence } from '@/lib/model';
import type { PresenceSource } from '@/lib/usePresence';

/** The server tells of so many people at once, and no more. */
export const watchAtMost = 500;
/** Whoever comes onto the page, or leaves it, within this time is told to the server together. */
const gatherFor = 50;

type Ask = (users: string[]) => Promise<{ people: PersonPresence[] }>;

/** Tells the server whom this page shows, and keeps what it says of them. */
export class Presences implements PresenceSource {
  /** How many parts of the page show each person; those who came last stand last. */
  readonly #shown = new Map<string, number>();
  #known = new Map<string, PersonPresence>();
  #told = new Set<string>();
  #isTelling = false;
  readonly #views = new Set<() => void>();
  readonly #ask: Ask;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  readonly subscribe = (view: () => void) => {
    this.#views.add(view);
    return () => this.#views.delete(view);
  };

  readonly of = (user: string) => this.#known.get(user);

  readonly watch = (user: string) => {
    this.#shown.set(user, (this.#shown.get(user) ?? 0) + 1);
    this.#tellSoon();
    return () => {
      const left = (this.#shown.get(user) ?? 1) - 1;
      if (left > 0) this.#shown.set(user, left);
      else this.#shown.delete(user);
      this.#tellSoon();
    };
  };

  /** The server has forgotten whom this page shows, or may answer otherwise than before. */
  lookAgain(): void {
    this.#told = new Set();
    this.#tellSoon();
  }

  changed(people: PersonPresence[]): void {
    for (const person of people) this.#known.set(person.id, person);
    for (const view of this.#views) view();
  }

  #tellSoon(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    setTimeout(() => {
      this.#isTelling = false;
      void this.#tell();
    }, gatherFor);
  }

  async #tell(): Promise<void> {
    const users = [...this.#shown.keys()].slice(-watchAtMost);
    const watched = new Set(users);
    if (watched.size === this.#told.size && users.every((user) => this.#told.has(user))) return;
    this.#told = watched;
    try {
      const { people } = await this.#ask(users);
      // Only what is looked at is kept up to date; the rest would be old when it is shown again.
      this.#known = new Map([...this.#known].filter(([user]) => this.#told.has(user)));
      this.changed(people);
    } catch {
      // The line is down; the next connection asks again.
    }
  }
}

export function isPresenceChange(body: unknown): body is { people: PersonPresence[] } {
  return typeof body === 'object' && body !== null && 'people' in body && Array.isArray(body.people);
}
