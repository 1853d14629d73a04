import { Refused, toProblem, unreachable, type Problem } from '@/lib/problem';

/** How long something waits for the connection to return before it counts as failed. */
const keepTrying = 20_000;

/** Asks the server for what it may be asked for twice, again and again for as long as that makes sense. */
export class Attempts {
  readonly #waiting = new Set<() => void>();

  /** The connection is back: whatever waits for it goes on. */
  lineIsUp(): void {
    for (const wake of this.#waiting) wake();
  }

  /** Throws `Refused` with the last problem when trying again would not help, or has gone on for too long. */
  async make<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const giveUpAt = Date.now() + keepTrying;
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        const problem = toProblem(error);
        const wait = this.#waitBefore(problem, giveUpAt - Date.now());
        if (wait === null || !(await wait)) throw new Refused(problem);
      }
    }
  }

  /** Whether trying again by itself makes sense, and the wait for that moment; false when it did not come. */
  #waitBefore(problem: Problem, left: number): Promise<boolean> | null {
    if (left <= 0) return null;
    if (problem.code === 'rate_limited')
      return new Promise((go) => setTimeout(() => go(true), Math.min(problem.retryAfterMs ?? 1_000, left)));
    if (problem.code !== unreachable) return null;
    return new Promise((go) => {
      const end = (woken: boolean) => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        go(woken);
      };
      const wake = () => end(true);
      const timer = setTimeout(() => end(false), left);
      this.#waiting.add(wake);
    });
  }
}
