import type { ReactNode, SyntheticEvent } from 'react';
import { text } from '@/lib/text';
import styles from './EntryPage.module.css';

interface EntryPageProps {
  title: string;
  lead: string;
  onSubmit?: (event: SyntheticEvent) => void;
  children: ReactNode;
}

/** The page in front of the door: signing in, signing up. */
export function EntryPage({ title, lead, onSubmit, children }: EntryPageProps) {
  return (
    <main className={`${styles.page} scroll`}>
      <section className={styles.sheet}>
        <p className={styles.brand}>{text.product}</p>
        <header className={styles.head}>
          <h1 className={styles.title}>{title}</h1>
          <p className={styles.lead}>{lead}</p>
        </header>
        <form className={styles.form} onSubmit={onSubmit} noValidate>
          {children}
        </form>
      </section>
      <footer className={styles.foot}>{text.accounts.tagline}</footer>
    </main>
  );
}
