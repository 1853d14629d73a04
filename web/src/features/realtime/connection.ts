import { io, type Socket } from 'socket.io-client';
import type { Credentials } from '@/lib/http';
import { isProblem, Refused, unreachable, type Problem } from '@/lib/problem';
import { text } from '@/lib/text';

export type ConnectionState =
  /** The first connection after signing in is being made. */
  | 'connecting'
  | 'online'
  /** The connection was lost and is tried again. */
  | 'lost'
  /** The browser itself says that there is no network. */
  | 'offline';

type Answer = { ok: true } | { ok: false; error: Problem };
export type EventListener = (type: string, body: unknown) => void;

/** How long the server may take to answer; past it the outcome is unknown, and asking again must be safe. */
const answerWithin = 10_000;
/** An answer to this must come quickly, or the line counts as dead. */
const probeWithin = 4_000;

/** The live line to the server: one socket, kept up, with a state that can be shown. */
export class Connection {
  #state: ConnectionState = 'connecting';
  #socket: Socket | null = null;
  readonly #credentials: Credentials;
  readonly #watchers = new Set<() => void>();
  readonly #eventListeners = new Set<EventListener>();
  readonly #onlineListeners = new Set<() => void>();

  constructor(credentials: Credentials) {
    this.#credentials = credentials;
  }

  readonly subscribe = (watcher: () => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };
  readonly getSnapshot = () => this.#state;

  onEvent(listener: EventListener): void {
    this.#eventListeners.add(listener);
  }

  /** Called at each connection, the first one included: the moment to catch up. */
  onOnline(listener: () => void): void {
    this.#onlineListeners.add(listener);
  }

  start(): void {
    if (this.#socket !== null) return;
    let lastToken: string | null = null;
    const socket = io({
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
      auth: (authorise) => {
        void this.#credentials.token().then((token) => {
          lastToken = token;
          authorise({ token });
        });
      },
    });
    this.#socket = socket;
    socket.on('connect', () => {
      this.#become('online');
      for (const listener of this.#onlineListeners) listener();
    });
    socket.on('disconnect', (reason) => {
      this.#becomeLost();
      // The server closed it on purpose, so the client library would not try again by itself.
      if (reason === 'io server disconnect') socket.connect();
    });
    socket.on('connect_error', (error) => {
      this.#becomeLost();
      const code = (error as { data?: { code?: unknown } }).data?.code;
      // Whether the session has ended, or nobody is let in from here any more, shows when it is renewed.
      if (code === 'unauthorized' || code === 'forbidden')
        void this.#credentials.renew(lastToken).then((token) => token && socket.connect());
    });
    socket.onAny((type: string, body: unknown) => {
      for (const listener of this.#eventListeners) listener(type, body);
    });
    window.addEventListener('online', this.#networkBack);
    window.addEventListener('offline', this.#networkGone);
    document.addEventListener('visibilitychange', this.#lookedAt);
  }

  stop(): void {
    window.removeEventListener('online', this.#networkBack);
    window.removeEventListener('offline', this.#networkGone);
    document.removeEventListener('visibilitychange', this.#lookedAt);
    if (this.#socket !== null) end(this.#socket);
    this.#socket = null;
    this.#become('connecting');
  }

  readonly retryNow = () => {
    if (this.#socket === null || this.#socket.connected) return;
    // Closing first also ends an attempt that is waiting for its delay.
    this.#socket.disconnect().connect();
  };

  /** Asks over the socket; throws `Refused` when the answer is no, or does not come. */
  async request<Body extends object>(event: string, body: object, within = answerWithin): Promise<Body> {
    const socket = this.#socket;
    if (socket?.connected !== true) throw notReached();
    let answer: Answer & Body;
    try {
      answer = (await socket.timeout(within).emitWithAck(event, body)) as Answer & Body;
    } catch {
      throw notReached();
    }
    if (!answer.ok) throw new Refused(isProblem(answer.error) ? answer.error : unknown());
    return answer;
  }

  readonly #networkBack = () => (this.#socket?.connected ? this.#probe() : this.retryNow());
  readonly #networkGone = () => (this.#socket?.connected ? this.#probe() : this.#becomeLost());
  readonly #lookedAt = () => {
    if (document.visibilityState === 'visible') this.retryNow();
  };

  /** A network change can leave a socket that looks open and is not: find out now, not at the next heartbeat. */
  #probe(): void {
    const engine = this.#socket?.io.engine;
    this.request('sync', { rooms: {} }, probeWithin).catch((error: unknown) => {
      if (error instanceof Refused && error.problem.code === unreachable) engine?.close();
    });
  }

  #becomeLost(): void {
    if (!navigator.onLine) this.#become('offline');
    else if (this.#state !== 'connecting') this.#become('lost');
  }

  #become(state: ConnectionState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const watcher of this.#watchers) watcher();
  }
}

/** Browsers complain about a WebSocket that is closed before it is open, so one that is being opened is closed then. */
function end(socket: Socket): void {
  socket.io.reconnection(false);
  socket.offAny();
  socket.removeAllListeners();
  if (socket.connected) socket.disconnect();
  else socket.once('connect', () => socket.disconnect());
}

const notReached = () => new Refused({ code: unreachable, message: text.problems.unreachable });
const unknown = (): Problem => ({ code: 'unavailable', message: text.problems.unknown });
