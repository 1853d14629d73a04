import type { RoomWishes, Sidebar, SidebarSection } from '@/lib/model';
import { explain, toProblem } from '@/lib/problem';

/** What the server offers of sidebars. */
export interface SidebarCalls {
  load: () => Promise<Sidebar>;
  put: (version: number, sections: SidebarSection[]) => Promise<Sidebar>;
  wish: (room: string, wishes: RoomWishes) => Promise<Sidebar>;
}

interface Change {
  apply: (sidebar: Sidebar) => Sidebar;
  send: (sidebar: Sidebar) => Promise<Sidebar>;
}

/** How often a change is made again on what another device stored meanwhile. */
const triesAtMost = 5;
const untouched: Sidebar = { version: 0, sections: [], muted: [], hidden: [] };

/**
 * A person's sidebar, outside React. A change shows at once and goes to the server behind those before it. Where another
 * device was first, the change is made again on what that one stored.
 */
export class Arranging {
  readonly #calls: SidebarCalls;
  readonly #refused: (words: string) => void;
  readonly #views = new Set<() => void>();
  #stored: Sidebar | null = null;
  #shown: Sidebar | undefined;
  readonly #waiting: Change[] = [];
  #isSending = false;
  /** The newest version that was told of. */
  #newest = 0;

  constructor(calls: SidebarCalls, refused: (words: string) => void) {
    this.#calls = calls;
    this.#refused = refused;
  }

  readonly subscribe = (view: () => void) => {
    this.#views.add(view);
    return () => this.#views.delete(view);
  };

  /** Undefined until the server has answered the first time. */
  readonly getSnapshot = (): Sidebar | undefined => this.#shown;

  /** Loads what is stored: at each connection, since changes of other devices may have been missed. */
  async load(): Promise<void> {
    try {
      this.#keep(await this.#calls.load());
    } catch {
      // Rooms are worth showing without their order; the next connection asks again.
      this.#shown ??= untouched;
    }
    this.#show();
  }

  /** Some device of this person has stored a version. */
  heard(version: number): void {
    this.#newest = Math.max(this.#newest, version);
    this.#keepUp();
  }

  arrange(change: (sections: SidebarSection[]) => SidebarSection[]): void {
    const apply = (sidebar: Sidebar) => ({ ...sidebar, sections: change(sidebar.sections) });
    this.#add({ apply, send: (sidebar) => this.#calls.put(sidebar.version, change(sidebar.sections)) });
  }

  wish(room: string, wishes: RoomWishes): void {
    const apply = (sidebar: Sidebar) => ({
      ...sidebar,
      muted: listed(sidebar.muted, room, wishes.muted),
      hidden: listed(sidebar.hidden, room, wishes.hidden),
      sections:
        wishes.favourite === undefined
          ? sidebar.sections
          : favoured(sidebar.sections, room, wishes.favourite),
    });
    this.#add({ apply, send: () => this.#calls.wish(room, wishes) });
  }

  #add(change: Change): void {
    this.#waiting.push(change);
    this.#show();
    if (!this.#isSending) void this.#send();
  }

  async #send(): Promise<void> {
    this.#isSending = true;
    for (let change = this.#waiting[0]; change !== undefined; change = this.#waiting[0]) {
      try {
        await this.#store(change);
      } catch (error) {
        this.#refused(explain(toProblem(error)));
      }
      this.#waiting.shift();
      this.#show();
    }
    this.#isSending = false;
    this.#keepUp();
  }

  /** While something is being sent, its answer is likely the very version that was told of. */
  #keepUp(): void {
    if (!this.#isSending && this.#newest > (this.#stored?.version ?? -1)) void this.load();
  }

  async #store(change: Change): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        this.#stored ??= await this.#calls.load();
        this.#keep(await change.send(this.#stored));
        return;
      } catch (error) {
        if (toProblem(error).code !== 'conflict' || tries === triesAtMost) throw error;
        this.#stored = await this.#calls.load();
      }
    }
  }

  /** Answers may come in another order than that of the changes they tell of. */
  #keep(sidebar: Sidebar): void {
    if (this.#stored === null || sidebar.version >= this.#stored.version) this.#stored = sidebar;
  }

  #show(): void {
    if (this.#stored !== null)
      this.#shown = this.#waiting.reduce((sidebar, change) => change.apply(sidebar), this.#stored);
    for (const view of this.#views) view();
  }
}

const listed = (rooms: string[], room: string, wanted: boolean | undefined) => {
  if (wanted === undefined || wanted === rooms.includes(room)) return rooms;
  return wanted ? [...rooms, room] : rooms.filter((id) => id !== room);
};

/** As the server does it: a favourite stands last among them, and nowhere else. */
function favoured(sections: SidebarSection[], room: string, favourite: boolean): SidebarSection[] {
  const isFavourites = ({ id }: SidebarSection) => id === 'favourites';
  if (sections.some((section) => isFavourites(section) && section.rooms.includes(room)) === favourite)
    return sections;
  const without = sections.map((section) => ({
    ...section,
    rooms: section.rooms.filter((id) => id !== room),
  }));
  if (!favourite) return without;
  const first = without.some(isFavourites)
    ? []
    : [{ id: 'favourites', name: null, collapsed: false, rooms: [] }];
  return [...first, ...without].map((section) =>
    isFavourites(section) ? { ...section, rooms: [...section.rooms, room] } : section,
  );
}
