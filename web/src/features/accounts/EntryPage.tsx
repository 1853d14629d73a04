import type { ReactNode, SyntheticEvent } from 'react';
import { text } from '@/lib/text';
import { useServerQuery } from './accountsApi';
import styles from './EntryPage.module.css';

interface EntryPageProps {
  title: string;
  lead: string;
  onSubmit?: (event: SyntheticEvent) => void;
  children: ReactNode;
}

/** The page in front of the door: signing in, signing up. */
export function EntryPage({ title, lead, onSubmit, children }: EntryPageProps) {
  const server = useServerQuery().data;
  return (
    <main className={`${styles.page} scroll`}>
      <section className={styles.sheet}>
        <p className={styles.brand}>
          <bdi>{server?.name ?? text.product}</bdi>
        </p>
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
