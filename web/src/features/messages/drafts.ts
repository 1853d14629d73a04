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
    const { [room]: _replaced, ...others } = load<Record<string, string>>(this.#key, {});
    const kept = draft.trim() === '' ? others : { ...others, [room]: draft };
    save(this.#key, Object.keys(kept).length === 0 ? undefined : kept);
  }
}
