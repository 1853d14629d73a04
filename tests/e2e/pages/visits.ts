import type { Person } from '../support/people';

/** Pages and layers by name: how to get there, on a desk and on a phone. */
export type Visits = Record<string, (person: Person) => Promise<void>>;
