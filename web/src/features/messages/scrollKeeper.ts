/** A row in view and how far its top is below the top of the view, in CSS pixels. */
interface Held {
  key: string;
  offset: number;
}

/** The stretch of the log that is drawn: from this seq up to, not including, that one. */
export interface Range {
  from: number;
  to: number;
}

export interface Position {
  held: Held[];
  range: Range;
}

/** This close to the end counts as being there. */
const nearEnd = 24;
/** Several rows are held, so that one of them is still there when others go. */
const holdAtMost = 6;

/**
 * Keeps what the reader looks at where it is, whatever changes around it: rows added above, rows that grow,
 * a composer that gets taller. At the end of the room it keeps the end in view instead.
 */
export class ScrollKeeper {
  /** Null while the reader is at the end. */
  #held: Held[] | null = null;
  /** Where the view stood when it was last looked at. */
  #scrollTop = 0;
  readonly #view: HTMLElement;
  readonly #mayFollow: () => boolean;

  constructor(view: HTMLElement, mayFollow: () => boolean) {
    this.#view = view;
    this.#mayFollow = mayFollow;
  }

  get atEnd(): boolean {
    return this.#held === null;
  }

  get held(): Held[] | null {
    return this.#held;
  }

  get distanceToTop(): number {
    return this.#view.scrollTop;
  }

  get distanceToEnd(): number {
    const { scrollHeight, scrollTop, clientHeight } = this.#view;
    return scrollHeight - scrollTop - clientHeight;
  }

  get height(): number {
    return this.#view.clientHeight;
  }

  /** The reader scrolled: what is in view now is what is to be kept. */
  remember(): void {
    this.#scrollTop = this.#view.scrollTop;
    if (this.#mayFollow() && this.distanceToEnd < nearEnd) {
      this.#held = null;
      return;
    }
    const { top, bottom } = this.#view.getBoundingClientRect();
    const held: Held[] = [];
    for (const row of this.#rows()) {
      const box = row.getBoundingClientRect();
      if (box.bottom <= top) continue;
      if (box.top >= bottom || held.length === holdAtMost) break;
      held.push({ key: row.dataset.key ?? '', offset: box.top - top });
    }
    if (held.length > 0) this.#held = held;
  }

  /** With all in view up to the end, the reader is there, though nothing was scrolled. */
  settle(): void {
    if (this.#held !== null && this.#mayFollow() && this.distanceToEnd < nearEnd) this.#held = null;
  }

  /** Something changed: puts what is kept back where it was, before it is painted. */
  restore(): void {
    const view = this.#view;
    // A scroll that nobody told us of yet is still the reader's wish.
    const scrolled = view.scrollTop - this.#scrollTop;
    if (this.#held === null && scrolled < 0 && this.distanceToEnd > nearEnd) {
      this.remember();
      return;
    }
    if (this.#held === null) view.scrollTop = view.scrollHeight;
    else {
      this.#held = this.#held.map(({ key, offset }) => ({ key, offset: offset - scrolled }));
      this.#putBack(this.#held);
    }
    this.#scrollTop = view.scrollTop;
  }

  #putBack(held: Held[]): void {
    const top = this.#view.getBoundingClientRect().top;
    for (const { key, offset } of held) {
      const row = this.#row(key);
      if (row === null) continue;
      const moved = row.getBoundingClientRect().top - top - offset;
      if (Math.abs(moved) > 0.5) this.#view.scrollTop += moved;
      return;
    }
  }

  hold(held: Held[] | null): void {
    this.#held = held;
    this.#scrollTop = this.#view.scrollTop;
    this.restore();
  }

  /** The seq of the last row whose beginning is in view; 0 if there is none. */
  lastSeen(): number {
    const bottom = this.#view.getBoundingClientRect().bottom;
    let seen = 0;
    for (const row of this.#rows()) {
      if (row.getBoundingClientRect().top > bottom - nearEnd) break;
      seen = Number(row.dataset.seq ?? seen);
    }
    return seen;
  }

  /** Rows of the log only: a day line belongs to whatever comes first of its day, and moves when more is loaded. */
  #rows(): NodeListOf<HTMLElement> {
    return this.#view.querySelectorAll<HTMLElement>('[data-seq]');
  }

  #row(key: string): HTMLElement | null {
    return this.#view.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  }
}
