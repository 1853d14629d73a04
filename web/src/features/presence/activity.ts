/** Nobody has touched this page for so long: its person is not at it. */
const idleAfter = 10 * 60_000;
/** While somebody is at it, the server hears so often; it takes a device that says nothing for 10 minutes for idle. */
const tellEvery = 4 * 60_000;
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'focus'] as const;

type Tell = (idle: boolean) => void;

/** Notices whether somebody is at this page, and tells the server when that changes. */
export class Activity {
  #idle = false;
  #told = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #tell: Tell;

  constructor(tell: Tell) {
    this.#tell = tell;
  }

  start(): void {
    for (const sign of signs) window.addEventListener(sign, this.#touched, { passive: true, capture: true });
    this.#told = Date.now();
    this.#wait();
  }

  stop(): void {
    for (const sign of signs) window.removeEventListener(sign, this.#touched, { capture: true });
    clearTimeout(this.#timer);
  }

  /** A new connection counts as active until it says otherwise. */
  lineIsUp(): void {
    if (this.#idle) this.#tell(true);
  }

  readonly #touched = () => {
    this.#wait();
    if (!this.#idle && Date.now() - this.#told < tellEvery) return;
    this.#say(false);
  };

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#say(true), idleAfter);
  }

  #say(idle: boolean): void {
    this.#idle = idle;
    this.#told = Date.now();
    this.#tell(idle);
  }
}
