import { createContext } from 'react';
import type { Person } from './model';

/** Whose card to open, and beside what. */
export interface CardRequest {
  /** Their id, or the name by which they were mentioned. */
  user: string;
  /** As far as they are known already; the rest is asked for. */
  person?: Person;
  anchor: HTMLElement;
  /** Names them in the message that is being written; missing where none is. */
  onMention?: (person: Person) => void;
}

/** Opens somebody's card. The application provides it; every name and picture of a person calls it. */
export const PersonCardContext = createContext<(request: CardRequest) => void>(() => undefined);
