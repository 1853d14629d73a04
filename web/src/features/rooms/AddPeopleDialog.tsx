import { useDeferredValue, useState } from 'react';
import { Avatar } from '@/components/Avatar';
import { Button } from '@/components/Button';
import { Dialog } from '@/components/Dialog';
import { Field } from '@/components/Field';
import { NameAndNote } from '@/components/NameAndNote';
import type { Person, Room } from '@/lib/model';
import { nameOf, titleOf } from '@/lib/names';
import { useFindPeopleQuery } from '@/lib/peopleApi';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useMembersInfiniteQuery, useSetMemberMutation } from './roomsApi';
import styles from './AddPeopleDialog.module.css';

const words = text.rooms;

export function AddPeopleDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query.trim());
  const { data: people, isFetching } = useFindPeopleQuery(wanted);
  const members = useMembersInfiniteQuery(
    { room: room.id, query: wanted },
    { refetchOnMountOrArgChange: true },
  );
  const inside = new Set(members.data?.pages.flatMap((page) => page.members.map(({ user }) => user.id)));
  return (
    <Dialog tall title={words.addPeopleTo(titleOf(room))} onClose={onClose}>
      <Field
        label={words.addPeopleFilter}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
      />
      <ul
        className={`${styles.people} scroll`}
        aria-busy={isFetching}
        aria-label={words.people}
        // It may hold nothing to step to, and must scroll by keys all the same.
        tabIndex={0}
      >
        {people?.map((person) => (
          <PersonRow key={person.id} person={person} room={room} inside={inside.has(person.id)} />
        ))}
        {people?.length === 0 && <li className={styles.note}>{words.addPeopleNone}</li>}
      </ul>
    </Dialog>
  );
}

function PersonRow({ person, room, inside }: { person: Person; room: Room; inside: boolean }) {
  const [add, { isLoading, isSuccess, error }] = useSetMemberMutation();
  return (
    <li className={styles.person}>
      <Avatar person={person} />
      <NameAndNote
        name={nameOf(person)}
        note={error === undefined ? `@${person.username}` : explain(toProblem(error))}
      />
      {inside || isSuccess ? (
        <span className={styles.state}>{isSuccess ? words.added : words.alreadyIn}</span>
      ) : (
        <Button
          small
          busy={isLoading}
          onClick={() => void add({ room: room.id, user: person.id })}
          aria-label={`${words.addPerson} ${nameOf(person)}`}
        >
          {words.addPerson}
        </Button>
      )}
    </li>
  );
}
