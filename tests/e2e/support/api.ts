import { randomUUID } from 'node:crypto';
import { password } from './people';

/** Somebody who speaks to the server over HTTP, for setting scenes quickly. */
export class Caller {
  readonly id: string;
  readonly username: string;
  readonly #url: string;
  readonly #token: string;

  private constructor(url: string, token: string, user: { id: string; username: string }) {
    this.#url = url;
    this.#token = token;
    this.id = user.id;
    this.username = user.username;
  }

  static async signUp(url: string, username: string, displayName: string): Promise<Caller> {
    const body = { username, displayName, password };
    const answer = await ask<{ user: { id: string; username: string }; accessToken: string }>(
      url,
      'accounts',
      'POST',
      body,
    );
    return new Caller(url, answer.accessToken, answer.user);
  }

  changeMe(changes: object): Promise<unknown> {
    return this.#ask('me', 'PATCH', changes);
  }

  /** The id of the conversation with one person. */
  async direct(user: string): Promise<string> {
    return (await this.#ask<{ room: { id: string } }>('direct', 'POST', { user })).room.id;
  }

  addFriend(user: string): Promise<unknown> {
    return this.#ask(`friends/${user}`, 'PUT', {});
  }

  block(user: string): Promise<unknown> {
    return this.#ask(`me/blocks/${user}`, 'PUT', {});
  }

  async createRoom(room: {
    name: string;
    title?: string;
    topic?: string;
    visibility?: string;
  }): Promise<string> {
    const body = { title: '', topic: '', visibility: 'public', ...room };
    return (await this.#ask<{ room: { id: string } }>('rooms', 'POST', body)).room.id;
  }

  add(room: string, user: string): Promise<unknown> {
    return this.#ask(`rooms/${room}/members/${user}`, 'PUT', {});
  }

  /** Says something, and gives its number. */
  async say(room: string, text: string, replyTo?: number): Promise<number> {
    const body = { text, clientId: randomUUID(), replyTo };
    return (await this.#ask<{ message: { seq: number } }>(`rooms/${room}/messages`, 'POST', body)).message
      .seq;
  }

  /** Says something that a filter may hold. */
  submit(room: string, text: string): Promise<unknown> {
    return this.#ask(`rooms/${room}/messages`, 'POST', { text, clientId: randomUUID() });
  }

  async group(users: string[]): Promise<string> {
    return (await this.#ask<{ room: { id: string } }>('groups', 'POST', { users })).room.id;
  }

  /** The code of a link into a room. */
  async invite(room: string, terms: object = {}): Promise<string> {
    const made = await this.#ask<{ invitation: { code: string } }>(
      `rooms/${room}/invitations`,
      'POST',
      terms,
    );
    return made.invitation.code;
  }

  revoke(code: string): Promise<unknown> {
    return this.#ask(`invitations/${code}`, 'DELETE', {});
  }

  /** Mutes or hides a room, or puts it among the favourites. */
  wish(room: string, wishes: object): Promise<unknown> {
    return this.#ask(`me/rooms/${room}`, 'PATCH', wishes);
  }

  report(room: string, seq: number, reason: string, comment: string): Promise<unknown> {
    return this.#ask(`rooms/${room}/messages/${seq}/reports`, 'POST', { reason, comment });
  }

  /** Silences somebody in a room, or bans them from it. */
  restrict(room: string, what: 'timeouts' | 'bans', user: string, terms: object): Promise<unknown> {
    return this.#ask(`rooms/${room}/${what}/${user}`, 'PUT', terms);
  }

  banAccount(user: string, terms: object): Promise<unknown> {
    return this.#ask(`server/bans/${user}`, 'PUT', terms);
  }

  banAddress(network: string, terms: object): Promise<unknown> {
    return this.#ask('server/address-bans', 'POST', { network, ...terms });
  }

  filter(room: string, pattern: string, action: string): Promise<unknown> {
    return this.#ask(`rooms/${room}/filters`, 'POST', { pattern, action });
  }

  edit(room: string, seq: number, text: string): Promise<unknown> {
    return this.#ask(`rooms/${room}/messages/${seq}`, 'PATCH', { text });
  }

  react(room: string, seq: number, emoji: string): Promise<unknown> {
    return this.#ask(
      `rooms/${room}/messages/${seq}/reactions/${encodeURIComponent(emoji)}`,
      'PUT',
      undefined,
    );
  }

  change(room: string, changes: object): Promise<unknown> {
    return this.#ask(`rooms/${room}`, 'PATCH', changes);
  }

  #ask<Answer>(path: string, method: string, body: unknown): Promise<Answer> {
    return ask<Answer>(this.#url, path, method, body, this.#token);
  }
}

async function ask<Answer>(
  url: string,
  path: string,
  method: string,
  body: unknown,
  token?: string,
): Promise<Answer> {
  const headers: Record<string, string> = { 'Content-Type': 'application/json' };
  if (token !== undefined) headers.Authorization = `Bearer ${token}`;
  const response = await fetch(`${url}/api/v1/${path}`, { method, headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}
