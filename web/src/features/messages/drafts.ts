import { load, save } from '@/lib/storage';

/** Edits that are kept; with one more, the oldest is forgotten. */
const mostEdits = 20;

/** Text begun and not sent, for each person and room: of a new message, and of changes of old ones. */
export class Drafts {
  readonly #key: string;
  readonly #editsKey: string;

  constructor(userId: string) {
    this.#key = `parlor.drafts.${userId}`;
    this.#editsKey = `parlor.edits.${userId}`;
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

  /** What a message is to say, where its author has begun to change it. */
  ofEdit(room: string, seq: number): string | undefined {
    return this.#edits().find((edit) => edit.room === room && edit.seq === seq)?.text;
  }

  /** The messages of a room that somebody has begun to change, the latest first. */
  editsIn(room: string): number[] {
    return this.#edits()
      .filter((edit) => edit.room === room)
      .map(({ seq }) => seq)
      .reverse();
  }

  keepEdit(room: string, seq: number, text: string): void {
    this.#saveEdits([...this.#editsBut(room, seq), { room, seq, text }].slice(-mostEdits));
  }

  dropEdit(room: string, seq: number): void {
    const others = this.#editsBut(room, seq);
    if (others.length < this.#edits().length) this.#saveEdits(others);
  }

  #edits(): Edit[] {
    return load<Edit[]>(this.#editsKey, []);
  }

  #editsBut(room: string, seq: number): Edit[] {
    return this.#edits().filter((edit) => edit.room !== room || edit.seq !== seq);
  }

  #saveEdits(edits: Edit[]): void {
    save(this.#editsKey, edits.length === 0 ? undefined : edits);
  }
}

interface Edit {
  room: string;
  seq: number;
  text: string;
}
