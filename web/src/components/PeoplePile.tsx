import type { Person } from '@/lib/model';
import { Avatar } from './Avatar';
import styles from './PeoplePile.module.css';

/** The picture of a group: the first two of its people, one over the other. */
export function PeoplePile({ people }: { people: Person[] }) {
  return (
    <span className={styles.pile} aria-hidden="true">
      {people.slice(0, 2).map((person) => (
        <Avatar key={person.id} person={person} size={people.length > 1 ? 'xs' : 'm'} />
      ))}
    </span>
  );
}
