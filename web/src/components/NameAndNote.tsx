import type { ReactNode } from 'react';
import styles from './NameAndNote.module.css';

interface NameAndNoteProps {
  name: string;
  note: ReactNode;
  /** In a narrow list, a size smaller. */
  isSmall?: boolean;
}

/** A name, and below it something about who or what bears it; each on one line, cut off where there is no room. */
export function NameAndNote({ name, note, isSmall = false }: NameAndNoteProps) {
  return (
    <span className={styles.both} data-small={isSmall || undefined}>
      <b>
        <bdi>{name}</bdi>
      </b>
      <small>{note}</small>
    </span>
  );
}
