import type { SecondStep } from '@/lib/model';
import { text } from '@/lib/text';

/** What the server has left behind the # for somebody who comes back from a provider. */
export interface ProviderNote {
  connected?: boolean;
  problem?: string;
  step?: SecondStep;
}

/** Reads the note once: a page loaded again must not say the same again. */
export function takeNote(): ProviderNote | null {
  const note = new URLSearchParams(location.hash.slice(1));
  const [problem, ticket] = [note.get('problem'), note.get('ticket')];
  const connected = note.has('connected');
  if (problem === null && ticket === null && !connected) return null;
  history.replaceState(history.state, '', location.pathname + location.search);
  const { refused, refusedOtherwise } = text.security.signIn;
  return {
    connected,
    ...(problem !== null && { problem: refused[problem] ?? refusedOtherwise }),
    ...(ticket !== null && { step: { ticket, expiresAt: '' } }),
  };
}
