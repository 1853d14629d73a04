import { useDeferredValue, useState } from 'react';
import { IconButton } from '@/components/Button';
import { PersonRow } from '@/components/PersonRow';
import { SearchField } from '@/components/SearchField';
import { RowSkeleton } from '@/components/Skeleton';
import type { Person } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { useFindPeopleQuery } from '@/lib/peopleApi';
import { text } from '@/lib/text';
import { FriendActions } from './FriendActions';
import styles from './Friends.module.css';
import { useTies } from './useTies';

const words = text.people.friends;

/** Finds people by name, to ask them. */
export function AddFriend({ onMessage }: { onMessage: (person: Person) => void }) {
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query.trim());
  const { data: people, isFetching } = useFindPeopleQuery(wanted, { skip: wanted === '' });
  return (
    <>
      <div className={styles.finder}>
        <SearchField label={words.find} value={query} onChange={setQuery} autoFocus />
      </div>
      {wanted === '' && <p className={styles.note}>{words.findHint}</p>}
      {wanted !== '' && people === undefined && <RowSkeleton rows={4} />}
      {wanted !== '' && people?.length === 0 && <p className={styles.note}>{words.findNone}</p>}
      <ul className={styles.list} aria-busy={isFetching}>
        {wanted !== '' &&
          people?.map((person) => <FoundRow key={person.id} person={person} onMessage={onMessage} />)}
      </ul>
    </>
  );
}

function FoundRow({ person, onMessage }: { person: Person; onMessage: (person: Person) => void }) {
  const { friend, blocked, known } = useTies(person.id);
  return (
    <PersonRow person={person}>
      {known && !blocked && <FriendActions person={person} friend={friend} />}
      {!blocked && (
        <IconButton
          icon="message"
          label={words.messageOf(nameOf(person))}
          onClick={() => onMessage(person)}
        />
      )}
    </PersonRow>
  );
}
