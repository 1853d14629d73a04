import { useLocation } from 'wouter';
import { Button } from '@/components/Button';
import { Empty } from '@/components/Empty';
import { SectionsPage } from '@/components/SectionsPage';
import type { Account } from '@/lib/model';
import { text } from '@/lib/text';
import { usePhone } from '@/lib/useMedia';
import { administrationSections } from './administrationSections';
import styles from './App.module.css';

const path = '/admin';
const words = text.administration;

export const mayAdminister = ({ role }: Account) => role === 'owner' || role === 'admin';

/** The administration of the server, for its owners and admins; to others there is no such page. */
export function AdministrationPage({ user, section }: { user: Account; section: string | undefined }) {
  const [, navigate] = useLocation();
  const phone = usePhone();
  const first = phone ? undefined : administrationSections[0];
  const current = section === undefined ? first : administrationSections.find(({ id }) => id === section);
  if (!mayAdminister(user) || (section !== undefined && current === undefined))
    return (
      <main className={styles.nothing}>
        <Empty level="h1" title={words.notHereTitle} lead={words.notHereLead}>
          <Button look="primary" onClick={() => navigate('/')}>
            {words.backToRooms}
          </Button>
        </Empty>
      </main>
    );
  return (
    <SectionsPage
      wide
      title={words.title}
      path={path}
      sections={administrationSections}
      current={current}
      leaveTo="/"
    >
      {current?.content(user)}
    </SectionsPage>
  );
}

/** What the tab is called while a section is open. */
export const administrationTitle = (section: string | undefined) =>
  administrationSections.find(({ id }) => id === section)?.title ?? words.title;
