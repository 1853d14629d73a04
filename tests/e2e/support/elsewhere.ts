import { request } from 'node:http';

/** Calls that come from another address of this machine; all of 127.0.0.0/8 is its own. */
export class Elsewhere {
  readonly #url: string;
  readonly #localAddress: string;

  constructor(url: string, localAddress: string) {
    this.#url = url;
    this.#localAddress = localAddress;
  }

  ask<Answer>(method: string, path: string, body?: object, token?: string): Promise<Answer> {
    const headers: Record<string, string> = { 'Content-Type': 'application/json' };
    if (token !== undefined) headers.Authorization = `Bearer ${token}`;
    return new Promise((resolve, reject) => {
      const asked = request(
        `${this.#url}/api/v1/${path}`,
        { method, headers, localAddress: this.#localAddress },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8');
          answer.on('data', (piece: string) => (text += piece));
          answer.on('end', () => {
            if ((answer.statusCode ?? 500) >= 300) reject(new Error(`${method} ${path}: ${text}`));
            else resolve((text === '' ? undefined : JSON.parse(text)) as Answer);
          });
        },
      );
      asked.on('error', reject);
      asked.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}
