import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { Link } from 'wouter';
import { text } from '@/lib/text';
import { usePhone } from '@/lib/useMedia';
import { Icon, type IconName } from './Icon';
import styles from './SectionsPage.module.css';

export interface Section {
  /** Its part of the address. */
  id: string;
  title: string;
  icon: IconName;
  /** What waits there, as a count. */
  news?: ReactNode;
}

interface SectionsPageProps {
  title: string;
  /** The address of the list; sections lie below it. */
  path: string;
  sections: readonly Section[];
  /** The open one; without one, a phone shows the list alone. */
  current: Section | undefined;
  /** Where the page is left to, from the list on a phone. */
  leaveTo: string;
  /** For parts with tables in them. */
  wide?: boolean;
  children: ReactNode;
}

/** A page of many parts with their list at its side; on a phone first the list, then the part. */
export function SectionsPage({ title, path, sections, current, leaveTo, wide, children }: SectionsPageProps) {
  const phone = usePhone();
  const showsList = !phone || current === undefined;
  return (
    <main className={styles.page} data-wide={wide}>
      {showsList && (
        <nav className={`${styles.side} scroll`} aria-label={title}>
          <header className={styles.top}>
            {phone && <BackLink to={leaveTo} />}
            {current === undefined ? <h1>{title}</h1> : <p>{title}</p>}
          </header>
          <ul>
            {sections.map((section) => (
              <li key={section.id}>
                <Link
                  href={`${path}/${section.id}`}
                  className={styles.link}
                  aria-current={section === current ? 'page' : undefined}
                >
                  <Icon name={section.icon} />
                  {section.title}
                  {section.news !== undefined && <span className={styles.news}>{section.news}</span>}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {current !== undefined && (
        <SectionPane key={current.id} title={current.title} back={phone ? path : undefined}>
          {children}
        </SectionPane>
      )}
    </main>
  );
}

function SectionPane({ title, back, children }: { title: string; back?: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);
  // On a phone the link that led here is gone with the list, and the focus with it.
  useLayoutEffect(() => {
    if (isFirst.current && back !== undefined) heading.current?.focus();
    isFirst.current = false;
  }, [back]);
  return (
    <section className={`${styles.pane} scroll`} aria-label={title}>
      <header className={styles.top}>
        {back !== undefined && <BackLink to={back} />}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      </header>
      <div className={styles.column}>{children}</div>
    </section>
  );
}

function BackLink({ to }: { to: string }) {
  return (
    <Link href={to} className={styles.back} aria-label={text.back}>
      <Icon name="back" />
    </Link>
  );
}

interface SectionPartProps {
  title?: string;
  lead?: string;
  children: ReactNode;
}

/** One thing to settle within a section. */
export function SectionPart({ title, lead, children }: SectionPartProps) {
  return (
    <div className={styles.part}>
      {(title !== undefined || lead !== undefined) && (
        <header>
          {title !== undefined && <h2>{title}</h2>}
          {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        </header>
      )}
      {children}
    </div>
  );
}
