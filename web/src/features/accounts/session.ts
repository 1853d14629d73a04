import { call, type Credentials } from '@/lib/http';
import type { Account, Session as SignedIn } from '@/lib/model';
import { toProblem } from '@/lib/problem';
import { load, save } from '@/lib/storage';

export type SessionState =
  | { status: 'starting' }
  | { status: 'signedOut' }
  | { status: 'unreachable' }
  /** The server takes nothing from where this browser is, and says so. */
  | { status: 'turnedAway'; why: string }
  | { status: 'signedIn'; user: Account };

/** Renew this long before the token expires, so that no call ever has to wait for it. */
const renewBefore = 60_000;
const retryAfter = 3_000;
/** A ban of an address ends some time, or was a mistake. */
const comeBackAfter = 60_000;
const hint = 'parlor.session';
/** Where the server sends somebody whom a provider has just vouched for. */
const arrival = '/signed-in';

/** A page of this server, and nothing that a browser reads as another host. */
export const isOwnPath = (path: string | null): path is string =>
  path !== null && path.startsWith('/') && !/^\/[/\\]/.test(path);

/**
 * Who is signed in on this browser. The access token stays in memory; the refresh cookie is shared by all
 * tabs and may be used only once, so tabs take turns renewing under one lock.
 */
export class Session implements Credentials {
  #state: SessionState = { status: 'starting' };
  #token: string | null = null;
  #expiresAt = 0;
  #renewal: Promise<string | null> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #tabs = new BroadcastChannel('parlor.session');

  constructor() {
    this.#tabs.onmessage = ({ data }) => {
      const mine = this.#state.status === 'signedIn' ? this.#state.user.id : null;
      if (data !== mine) location.reload();
    };
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible' && this.#token !== null) void this.token();
    });
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly getSnapshot = () => this.#state;

  /** Looks for a session that an earlier visit left behind. */
  async start(): Promise<void> {
    // Whoever comes back from a provider has the cookie, and no hint yet.
    if (location.pathname === arrival) {
      save(hint, true);
      const next = new URLSearchParams(location.hash.slice(1)).get('next');
      history.replaceState(null, '', isOwnPath(next) ? next : '/');
    }
    // Without the hint there is no cookie either, and asking would only log an error in the console.
    if (load<boolean>(hint, false)) await this.renew(null);
    else this.#become({ status: 'signedOut' });
  }

  adopt({ user, accessToken, expiresAt }: SignedIn): void {
    this.#keep(accessToken, expiresAt);
    save(hint, true);
    this.#become({ status: 'signedIn', user });
    this.#tabs.postMessage(user.id);
  }

  async signOut(): Promise<void> {
    const ended = call({ path: '/api/v1/sessions/current', method: 'DELETE' });
    await ended.catch(() => undefined);
    this.ended();
  }

  /** Nobody is signed in here any more, and the server knows. */
  ended(): void {
    this.#forget();
    this.#tabs.postMessage(null);
  }

  async token(): Promise<string | null> {
    if (this.#token !== null && Date.now() < this.#expiresAt - renewBefore / 2) return this.#token;
    return this.#state.status === 'signedIn' ? this.renew(this.#token) : null;
  }

  renew(used: string | null): Promise<string | null> {
    if (used !== this.#token) return Promise.resolve(this.#token);
    this.#renewal ??= this.#takeTurn().finally(() => (this.#renewal = null));
    return this.#renewal;
  }

  async #takeTurn(): Promise<string | null> {
    try {
      const renewed = await navigator.locks.request('parlor.refresh', () =>
        call<SignedIn>({ path: '/api/v1/sessions/refresh', method: 'POST', anonymous: true }),
      );
      this.#keep(renewed.accessToken, renewed.expiresAt);
      this.#become({ status: 'signedIn', user: renewed.user });
    } catch (error) {
      const { code, message } = toProblem(error);
      if (code === 'unauthorized') this.#forget();
      else if (code === 'forbidden') this.#comeBackLater(message);
      else this.#tryLater();
    }
    return this.#token;
  }

  #keep(token: string, expiresAt: string): void {
    this.#token = token;
    this.#expiresAt = Date.parse(expiresAt);
    this.#schedule(Math.max(this.#expiresAt - Date.now() - renewBefore, 1_000));
  }

  #tryLater(): void {
    if (this.#state.status !== 'signedIn') this.#become({ status: 'unreachable' });
    this.#schedule(retryAfter);
  }

  #comeBackLater(why: string): void {
    this.#token = null;
    this.#become({ status: 'turnedAway', why });
    this.#schedule(comeBackAfter);
  }

  #schedule(after: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.renew(this.#token), after);
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#token = null;
    save(hint, undefined);
    this.#become({ status: 'signedOut' });
  }

  #become(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
