import { load, save } from '@/lib/storage';

/** Text begun and not sent, for each person and room. */
export class Drafts {
  readonly #key: string;

  constructor(userId: string) {
    this.#key = `parlor.drafts.${userId}`;
  }

  of(room: string): string {
    return load<Record<string, string>>(this.#key, {})[room] ?? '';
  }

  keep(room: string, draft: string): void {
    const drafts = new Map(Object.entries(load<Record<string, string>>(this.#key, {})));
    if (draft.trim() === '') drafts.delete(room);
    else drafts.set(room, draft);
    save(this.#key, drafts.size === 0 ? undefined : Object.fromEntries(drafts));
  }
}
