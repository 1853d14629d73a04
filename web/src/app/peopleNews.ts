import { isPresenceChoice, presenceApi } from '@/features/presence/presenceApi';
import { isPresenceChange, type Presences } from '@/features/presence/presences';
import { api } from '@/lib/api';
import type { Person, Profile } from '@/lib/model';
import { isPerson, withPerson } from '@/lib/people';
import type { Store } from './store';

/** Keeps what is known of people true: who they are, whether they are there, what they are to me. */
export class PeopleNews {
  readonly #store: Store;
  readonly #presences: Presences;

  constructor(store: Store, presences: Presences) {
    this.#store = store;
    this.#presences = presences;
  }

  /** What was missed meanwhile is asked for again. */
  catchUp(): void {
    this.#store.dispatch(api.util.invalidateTags(['Me', 'Profile', 'Friends', 'Blocks']));
  }

  /** Takes an event that is about people, and gives who is another now, if anyone. */
  heard(type: string, body: unknown): Person | null {
    switch (type) {
      case 'profile_changed':
        if (!isProfile(body)) return null;
        this.#changed(body.user, body.profile);
        return body.user;
      case 'friend_requested':
      case 'friend_added':
      case 'friend_removed':
        this.#store.dispatch(api.util.invalidateTags(['Friends']));
        break;
      case 'person_blocked':
      case 'person_unblocked':
        this.#store.dispatch(api.util.invalidateTags(['Blocks', 'Friends']));
        this.#presences.lookAgain();
        break;
      case 'presence_changed':
        if (isPresenceChange(body)) this.#presences.changed(body.people);
        break;
      case 'presence_chosen':
        if (isPresenceChoice(body))
          this.#store.dispatch(presenceApi.util.updateQueryData('myPresence', undefined, () => body));
    }
    return null;
  }

  #changed(user: Person, profile: Profile): void {
    for (const query of Object.values(this.#store.getState().api.queries)) {
      if (query?.data === undefined) continue;
      const { data, endpointName, originalArgs } = query;
      const shown = withPerson(data, user);
      const now = isProfile(shown) && shown.user.id === user.id ? { ...shown, profile } : shown;
      if (now !== data)
        this.#store.dispatch(
          // Which question it answers is known when it runs, and to no type.
          api.util.updateQueryData(endpointName as never, originalArgs, () => now as never),
        );
    }
  }
}

function isProfile(body: unknown): body is { user: Person; profile: Profile } {
  return (
    typeof body === 'object' && body !== null && 'profile' in body && 'user' in body && isPerson(body.user)
  );
}
