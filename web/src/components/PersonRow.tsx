import type { ReactNode } from 'react';
import type { Person } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { NameAndNote } from './NameAndNote';
import { PersonButton } from './PersonButton';
import { PresentAvatar } from './PresentAvatar';
import styles from './PersonRow.module.css';

interface PersonRowProps {
  person: Person;
  /** What stands below the name, in place of the username. */
  note?: ReactNode;
  /** What can be done with them. */
  children?: ReactNode;
}

/** Somebody in a list of people; pressed, their card. */
export function PersonRow({ person, note, children }: PersonRowProps) {
  return (
    <li className={styles.row}>
      <PersonButton person={person} className={styles.person}>
        <PresentAvatar person={person} />
        <NameAndNote name={nameOf(person)} note={note ?? `@${person.username}`} />
      </PersonButton>
      {children !== undefined && <span className={styles.actions}>{children}</span>}
    </li>
  );
}
