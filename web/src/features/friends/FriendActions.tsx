import { Button } from '@/components/Button';
import type { Person } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useAddFriendMutation, useRemoveFriendMutation } from './friendsApi';
import type { Ties } from './useTies';

const words = text.people.friends;

/** The next step between two people who are not friends: to ask, to answer, or to take back what was asked. */
export function FriendActions({ person, friend }: { person: Person; friend: Ties['friend'] }) {
  const [add, adding] = useAddFriendMutation();
  const [remove, removing] = useRemoveFriendMutation();
  const name = nameOf(person);
  const busy = adding.isLoading || removing.isLoading;
  const ask = () =>
    void add(person.id)
      .unwrap()
      .then(({ areFriends }) => notify(areFriends ? words.nowFriends(name) : words.requestSent(name)), tell);
  const end = () =>
    void remove(person.id)
      .unwrap()
      .catch((error: unknown) => tell(error));
  switch (friend) {
    case 'friend':
      return null;
    case null:
      return (
        <Button small busy={busy} aria-label={words.addOf(name)} onClick={ask}>
          {words.add}
        </Button>
      );
    case 'incoming':
      return (
        <>
          <Button small look="primary" busy={busy} aria-label={words.acceptOf(name)} onClick={ask}>
            {words.accept}
          </Button>
          <Button small busy={busy} aria-label={words.declineOf(name)} onClick={end}>
            {words.decline}
          </Button>
        </>
      );
    case 'outgoing':
      return (
        <Button small busy={busy} aria-label={words.takeBackOf(name)} onClick={end}>
          {words.takeBack}
        </Button>
      );
  }
}

const tell = (error: unknown) => notify(explain(toProblem(error)));
