import type { Person } from '@/lib/model';

/** Who is writing in which room. Nobody says when they stop, so each sign holds for a few seconds. */
const holdsFor = 5_000;
/** While somebody keeps writing, they say so this often. */
const tellEvery = 3_000;
const nobody: Person[] = [];

export class Typing {
  readonly #rooms = new Map<string, Person[]>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #views = new Set<() => void>();
  readonly #tell: (room: string) => void;
  #toldAt = new Map<string, number>();

  constructor(tell: (room: string) => void) {
    this.#tell = tell;
  }

  readonly subscribe = (view: () => void) => {
    this.#views.add(view);
    return () => this.#views.delete(view);
  };

  in(room: string): Person[] {
    return this.#rooms.get(room) ?? nobody;
  }

  heard(room: string, person: Person): void {
    if (!this.in(room).some(({ id }) => id === person.id)) this.#set(room, [...this.in(room), person]);
    const key = `${room} ${person.id}`;
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => this.stopped(room, person.id), holdsFor),
    );
  }

  stopped(room: string, person: string): void {
    const others = this.in(room).filter(({ id }) => id !== person);
    if (others.length < this.in(room).length) this.#set(room, others);
  }

  write(room: string, now = Date.now()): void {
    if (now - (this.#toldAt.get(room) ?? 0) < tellEvery) return;
    this.#toldAt.set(room, now);
    this.#tell(room);
  }

  sent(room: string): void {
    this.#toldAt.delete(room);
  }

  #set(room: string, people: Person[]): void {
    this.#rooms.set(room, people);
    for (const view of this.#views) view();
  }
}
