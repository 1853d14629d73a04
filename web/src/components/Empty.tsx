import type { ReactNode } from 'react';
import styles from './Empty.module.css';

interface EmptyProps {
  title: string;
  lead?: string;
  art?: boolean;
  level?: 'h1' | 'h2';
  children?: ReactNode;
}

/** A page or list with nothing in it yet: says why, and what to do next. */
export function Empty({ title, lead, art, level: Heading = 'h2', children }: EmptyProps) {
  return (
    <div className={styles.empty}>
      {art === true && <Art />}
      <Heading className={styles.title}>{title}</Heading>
      {lead !== undefined && <p className={styles.lead}>{lead}</p>}
      {children !== undefined && <div className={styles.actions}>{children}</div>}
    </div>
  );
}

/** Two chairs' worth of conversation: one sheet speaks, one answers. */
function Art() {
  return (
    <svg className={styles.art} viewBox="0 0 120 76" aria-hidden="true" focusable="false">
      <path
        className={styles.far}
        d="M52 8h52a8 8 0 0 1 8 8v28a8 8 0 0 1-8 8h-6v12L84 52H52a8 8 0 0 1-8-8V16a8 8 0 0 1 8-8z"
      />
      <path
        className={styles.near}
        d="M16 22h46a8 8 0 0 1 8 8v22a8 8 0 0 1-8 8H34L22 70V60h-6a8 8 0 0 1-8-8V30a8 8 0 0 1 8-8z"
      />
      <path className={styles.words} d="M20 36h36M20 46h22" />
    </svg>
  );
}
