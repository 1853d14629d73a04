import { load, save } from '@/lib/storage';
import type { Outgoing } from './conversationState';

type Kept = Record<string, Outgoing[]>;

/**
 * What was written and is not confirmed, kept in the browser for each person and room, so that closing the
 * page loses nothing. After a reload nobody knows whether it was stored, so it is offered as failed:
 * sending it again under its old client id cannot store it twice.
 */
export class Outbox {
  readonly #key: string;

  constructor(userId: string) {
    this.#key = `parlor.outbox.${userId}`;
  }

  of(room: string): Outgoing[] {
    const kept = load<Kept>(this.#key, {})[room] ?? [];
    return kept.map((message) => (message.status === 'held' ? message : { ...message, status: 'failed' }));
  }

  /** Writes down only what changed: another tab may be sending to the same room. */
  change(room: string, before: Outgoing[], after: Outgoing[]): void {
    const { [room]: kept = [], ...others } = load<Kept>(this.#key, {});
    const replaced = new Set([...before, ...after].map(({ clientId }) => clientId));
    const waiting = [...kept.filter(({ clientId }) => !replaced.has(clientId)), ...after];
    const all = waiting.length === 0 ? others : { ...others, [room]: waiting };
    save(this.#key, Object.keys(all).length === 0 ? undefined : all);
  }
}
