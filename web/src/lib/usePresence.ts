import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import type { PersonPresence } from './model';

/** Who is there, of those whom somebody looks at. The application provides one; without it nothing is shown. */
export interface PresenceSource {
  /** Looks at a person until the returned function is called. */
  watch: (user: string) => () => void;
  of: (user: string) => PersonPresence | undefined;
  subscribe: (view: () => void) => () => void;
}

const nobody: PresenceSource = {
  watch: () => () => undefined,
  of: () => undefined,
  subscribe: () => () => undefined,
};

export const PresenceContext = createContext(nobody);

/** Whether a person is there, for as long as whatever asks is on the page; undefined until the server has said. */
export function usePresence(user: string): PersonPresence | undefined {
  const source = useContext(PresenceContext);
  useEffect(() => source.watch(user), [source, user]);
  return useSyncExternalStore(source.subscribe, () => source.of(user));
}
