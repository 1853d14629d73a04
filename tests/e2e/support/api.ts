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

  say(room: string, text: string): Promise<unknown> {
    return this.#ask(`rooms/${room}/messages`, 'POST', { text, clientId: randomUUID() });
  }

  /** The id of the conversation with one person. */
  async direct(user: string): Promise<string> {
    return (await this.#ask<{ room: { id: string } }>('direct', 'POST', { user })).room.id;
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
