import type { Person } from '../support/people';

export type View = 'desktop' | 'phone';

/** Takes a picture of what somebody sees, under this name. */
export type Picture = (person: Person, name: string) => Promise<unknown>;
