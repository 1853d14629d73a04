import { Refused, unreachable, type Problem } from './problem';
import { text } from './text';

/** Whoever can say which access token to use, and get a fresh one when that has expired. */
export interface Credentials {
  token(): Promise<string | null>;
  renew(used: string | null): Promise<string | null>;
  /** Whose they were is not signed in any more. */
  ended(): void;
}

let credentials: Credentials = {
  token: () => Promise.resolve(null),
  renew: () => Promise.resolve(null),
  ended: () => undefined,
};
export function takeCredentialsFrom(source: Credentials): void {
  credentials = source;
}

/** The session is over, as an answer of the server has said. */
export const endSession = () => credentials.ended();

export interface Call {
  path: string;
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** A file goes as it is, anything else as JSON. */
  body?: unknown;
  /** Calls about the session itself carry no token. */
  anonymous?: boolean;
  signal?: AbortSignal;
}

/** Asks the server; throws `Refused` when the answer is no. An expired token is renewed once, unseen. */
export async function call<Answer>(request: Call): Promise<Answer> {
  const token = request.anonymous ? null : await credentials.token();
  let response = await send(request, token);
  if (response.status === 401 && !request.anonymous) {
    const renewed = await credentials.renew(token);
    if (renewed !== null && renewed !== token) response = await send(request, renewed);
  }
  if (!response.ok) throw new Refused(await problemOf(response));
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

async function send({ path, method = 'GET', body, signal }: Call, token: string | null): Promise<Response> {
  const headers: Record<string, string> = {};
  if (token !== null) headers.Authorization = `Bearer ${token}`;
  const file = body instanceof Blob;
  if (body !== undefined) headers['Content-Type'] = file ? body.type : 'application/json';
  try {
    return await fetch(path, {
      method,
      headers,
      body: body === undefined ? null : file ? body : JSON.stringify(body),
      credentials: 'same-origin',
      signal: signal ?? null,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Refused({ code: unreachable, message: text.problems.unreachable });
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const unexplained = { code: 'unavailable', message: text.problems.unknown };
  const details = (await response.json().catch(() => null)) as Record<string, unknown> | null;
  if (details === null || typeof details.code !== 'string') return unexplained;
  const retryAfter = Number(response.headers.get('Retry-After'));
  return {
    code: details.code,
    message: [details.detail, details.title].find((line) => typeof line === 'string') ?? unexplained.message,
    field: typeof details.field === 'string' ? details.field : undefined,
    retryAfterMs:
      typeof details.retryAfterMs === 'number'
        ? details.retryAfterMs
        : retryAfter > 0
          ? retryAfter * 1000
          : undefined,
  };
}
