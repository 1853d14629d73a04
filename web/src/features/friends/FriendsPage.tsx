import { useDeferredValue, useState, useSyncExternalStore, use, type ReactNode } from 'react';
import { Link } from 'wouter';
import { Button, IconButton } from '@/components/Button';
import { Empty } from '@/components/Empty';
import { PersonRow } from '@/components/PersonRow';
import { SearchField } from '@/components/SearchField';
import { MessageSkeleton } from '@/components/Skeleton';
import type { Friends, Person } from '@/lib/model';
import { matchesName, nameOf } from '@/lib/names';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { PresenceContext, usePresence } from '@/lib/usePresence';
import { AddFriend } from './AddFriend';
import { BlockedPeople } from './BlockedPeople';
import { FriendActions } from './FriendActions';
import { useFriendsQuery } from './friendsApi';
import styles from './Friends.module.css';

const words = text.people.friends;
export const friendTabs = ['online', 'all', 'requests', 'blocked', 'add'] as const;
export type FriendTab = (typeof friendTabs)[number];

interface FriendsPageProps {
  tab: FriendTab;
  onMessage: (person: Person) => void;
  onBack: () => void;
}

/** The people one wants to find quickly. */
export function FriendsPage({ tab, onMessage, onBack }: FriendsPageProps) {
  const { data: friends, error, refetch } = useFriendsQuery();
  return (
    <main className={styles.page}>
      <header className={styles.top}>
        <IconButton icon="back" label={text.back} className={styles.back} onClick={onBack} />
        <h1>{words.title}</h1>
      </header>
      <nav className={`${styles.tabs} scroll`} aria-label={words.title}>
        {friendTabs.map((one) => (
          <Link
            key={one}
            href={one === 'online' ? '/friends' : `/friends/${one}`}
            className={styles.tab}
            aria-current={one === tab ? 'page' : undefined}
          >
            {words.tabs[one]}
            {one === 'requests' && friends !== undefined && friends.incoming.length > 0 && (
              <span className={styles.count}>{text.number(friends.incoming.length)}</span>
            )}
          </Link>
        ))}
      </nav>
      <div className={`${styles.body} scroll`}>
        <div className={styles.column}>
          {friends === undefined && error === undefined && <MessageSkeleton rows={5} />}
          {friends === undefined && error !== undefined && (
            <Empty title={explain(toProblem(error))}>
              <Button onClick={() => void refetch()}>{text.retry}</Button>
            </Empty>
          )}
          {friends !== undefined && <Tab tab={tab} friends={friends} onMessage={onMessage} />}
        </div>
      </div>
    </main>
  );
}

interface TabProps {
  tab: FriendTab;
  friends: Friends;
  onMessage: (person: Person) => void;
}

function Tab({ tab, friends, onMessage }: TabProps) {
  switch (tab) {
    case 'online':
    case 'all':
      return (
        <FriendList key={tab} people={friends.friends} onlineOnly={tab === 'online'} onMessage={onMessage} />
      );
    case 'requests':
      return <Requests friends={friends} />;
    case 'blocked':
      return <BlockedPeople />;
    case 'add':
      return <AddFriend onMessage={onMessage} />;
  }
}

interface FriendListProps {
  people: Person[];
  onlineOnly: boolean;
  onMessage: (person: Person) => void;
}

function FriendList({ people, onlineOnly, onMessage }: FriendListProps) {
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query.trim());
  const present = usePresent(people);
  const shown = people.filter(
    (person) => (!onlineOnly || present.has(person.id)) && matchesName(person, wanted),
  );
  if (people.length === 0)
    return (
      <Empty art title={words.noneTitle} lead={words.noneLead}>
        <Link href="/friends/add" className={styles.start}>
          {words.add}
        </Link>
      </Empty>
    );
  return (
    <>
      <div className={styles.finder}>
        <SearchField label={words.filter} value={query} onChange={setQuery} />
      </div>
      {/* Who is not shown is looked at all the same, or they could not come. */}
      {onlineOnly && people.map(({ id }) => <Watched key={id} user={id} />)}
      {shown.length === 0 && wanted === '' && <Empty title={words.noneOnline} lead={words.noneOnlineLead} />}
      {shown.length === 0 && wanted !== '' && <p className={styles.note}>{words.noMatch}</p>}
      <ul className={styles.list}>
        {shown.map((person) => (
          <PersonRow key={person.id} person={person} note={<StatusNote person={person} />}>
            <IconButton
              icon="message"
              label={words.messageOf(nameOf(person))}
              onClick={() => onMessage(person)}
            />
          </PersonRow>
        ))}
      </ul>
    </>
  );
}

function Requests({ friends: { incoming, outgoing } }: { friends: Friends }) {
  if (incoming.length + outgoing.length === 0)
    return <Empty title={words.noneRequests} lead={words.noneRequestsLead} />;
  return (
    <>
      <RequestList title={words.incoming} people={incoming}>
        {(person) => <FriendActions person={person} friend="incoming" />}
      </RequestList>
      <RequestList title={words.outgoing} people={outgoing}>
        {(person) => <FriendActions person={person} friend="outgoing" />}
      </RequestList>
    </>
  );
}

interface RequestListProps {
  title: string;
  people: Person[];
  children: (person: Person) => ReactNode;
}

function RequestList({ title, people, children }: RequestListProps) {
  if (people.length === 0) return null;
  return (
    <section>
      <h2 className={styles.section}>{title}</h2>
      <ul className={styles.list}>
        {people.map((person) => (
          <PersonRow key={person.id} person={person}>
            {children(person)}
          </PersonRow>
        ))}
      </ul>
    </section>
  );
}

/** What they are up to, or their name when they do not say. */
function StatusNote({ person }: { person: Person }) {
  const { emoji, text: line } = person.status ?? {};
  if (!emoji && !line) return `@${person.username}`;
  return (
    <bdi>
      {emoji} {line}
    </bdi>
  );
}

function Watched({ user }: { user: string }) {
  usePresence(user);
  return null;
}

/** Those of these people who are there, by id. */
function usePresent(people: Person[]): Set<string> {
  const source = use(PresenceContext);
  const present = useSyncExternalStore(source.subscribe, () =>
    people
      .filter(({ id }) => (source.of(id)?.state ?? 'offline') !== 'offline')
      .map(({ id }) => id)
      .join(' '),
  );
  return new Set(present.split(' '));
}
