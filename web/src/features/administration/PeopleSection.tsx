import { useDeferredValue, useState, type ReactNode } from 'react';
import { Button, IconButton } from '@/components/Button';
import { Confirm } from '@/components/Confirm';
import { Empty } from '@/components/Empty';
import { Menu, MenuChoice, MenuItem, MenuLine } from '@/components/Menu';
import { PresentAvatar } from '@/components/PresentAvatar';
import { Filter, SearchField } from '@/components/SearchField';
import { Table, type Column } from '@/components/Table';
import type { Account, Person } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { ago, exactTime, shortDate } from '@/lib/time';
import {
  useEndSessionsMutation,
  useServerPeopleInfiniteQuery,
  useSetServerRoleMutation,
  useUnbanPersonMutation,
  type ServerPerson,
  type ServerRole,
} from './administrationApi';
import { Loading } from './Loading';
import { PasswordLinkDialog } from './PasswordLinkDialog';
import styles from './Section.module.css';

const words = text.administration.people;
const ranks: ServerRole[] = ['guest', 'member', 'admin', 'owner'];
const rankOf = (role: ServerRole) => ranks.indexOf(role);

type Act = { kind: 'sessions' | 'password' | 'purge' | 'ban'; person: ServerPerson };

interface PeopleSectionProps {
  me: Account;
  /** What asks how long somebody is banned, and why, and does it. */
  banning: (person: Person, onClose: () => void) => ReactNode;
  /** What asks before the last hour of somebody is deleted, and does it. */
  purging: (person: Person, onClose: () => void) => ReactNode;
}

/** Everyone who has an account: who they are here, when they were last seen, and what can be done. */
export function PeopleSection({ me, banning, purging }: PeopleSectionProps) {
  const [query, setQuery] = useState('');
  const [role, setRole] = useState<ServerRole | ''>('');
  const [state, setState] = useState<ServerPerson['state'] | ''>('');
  const [act, setAct] = useState<Act | null>(null);
  const asked = useServerPeopleInfiniteQuery(
    { query: useDeferredValue(query.trim()), role, state },
    { refetchOnMountOrArgChange: true },
  );
  const columns = columnsFor(me, setAct);
  return (
    <>
      <div className={styles.tools}>
        <SearchField label={words.find} value={query} onChange={setQuery} />
        <Filter
          label={words.role}
          value={role}
          options={{ '': words.anyRole, ...words.roles }}
          onChange={setRole}
        />
        <Filter
          label={words.state}
          value={state}
          options={{ '': words.anyState, ...words.states }}
          onChange={setState}
        />
      </div>
      <Loading asked={asked}>
        {({ pages }) => {
          const people = pages.flatMap((page) => page.people);
          return people.length === 0 ? (
            <Empty title={words.none} lead={words.noneHint} />
          ) : (
            <Table label={words.title} columns={columns} rows={people} keyOf={({ user }) => user.id} />
          );
        }}
      </Loading>
      {asked.hasNextPage && (
        <Button busy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          {text.showMore}
        </Button>
      )}
      {act?.kind === 'password' && (
        <PasswordLinkDialog person={act.person.user} onClose={() => setAct(null)} />
      )}
      {act?.kind === 'ban' && banning(act.person.user, () => setAct(null))}
      {act?.kind === 'purge' && purging(act.person.user, () => setAct(null))}
      {act?.kind === 'sessions' && <EndSessions person={act.person} onClose={() => setAct(null)} />}
    </>
  );
}

const columnsFor = (me: Account, onAct: (act: Act) => void): Column<ServerPerson>[] => [
  {
    name: words.person,
    cell: ({ user }) => (
      <span className={styles.person}>
        <PresentAvatar person={user} size="s" />
        <span className={styles.names}>
          <b>
            <bdi>{nameOf(user)}</bdi>
          </b>
          <small>
            @{user.username}
            {user.id === me.id && ` · ${text.you}`}
          </small>
        </span>
      </span>
    ),
  },
  { name: words.role, cell: ({ role }) => words.roles[role] },
  { name: words.state, cell: ({ state }) => <span data-state={state}>{words.states[state]}</span> },
  {
    name: words.lastSeen,
    cell: ({ lastSeenAt }) =>
      lastSeenAt ? <time title={exactTime(lastSeenAt)}>{ago(lastSeenAt, new Date())}</time> : words.never,
  },
  { name: words.since, cell: ({ createdAt }) => shortDate(createdAt) },
  { name: words.sessions, numeric: true, cell: ({ sessions }) => text.number(sessions) },
  {
    name: words.actions,
    actions: true,
    cell: (person) => mayActOn(me, person) && <PersonMenu me={me} person={person} onAct={onAct} />,
  },
];

/** As the server has it: owners act on everyone, admins on people of a lower role. */
const mayActOn = (me: Account, { role }: ServerPerson) =>
  me.role === 'owner' || rankOf(role) < rankOf(me.role);

function PersonMenu({ me, person, onAct }: { me: Account; person: ServerPerson; onAct: (act: Act) => void }) {
  const [setRole] = useSetServerRoleMutation();
  const [unban] = useUnbanPersonMutation();
  const name = nameOf(person.user);
  const roles = Object.fromEntries(
    ranks.filter((role) => rankOf(role) <= rankOf(me.role)).map((role) => [role, words.roles[role]]),
  ) as Record<ServerRole, string>;
  return (
    <Menu trigger={<IconButton small icon="more" label={words.menu(name)} />}>
      <MenuChoice
        label={words.role}
        value={person.role}
        options={roles}
        onChange={(role) =>
          void setRole({ user: person.user.id, role })
            .unwrap()
            .then(
              () => notify(words.roleGiven(name, words.roles[role])),
              (error: unknown) => notify(explain(toProblem(error))),
            )
        }
      />
      <MenuLine />
      <MenuItem icon="link" onSelect={() => onAct({ kind: 'password', person })}>
        {words.passwordLink}
      </MenuItem>
      <MenuItem icon="leave" danger onSelect={() => onAct({ kind: 'sessions', person })}>
        {words.endSessions}
      </MenuItem>
      <MenuItem icon="clock" danger onSelect={() => onAct({ kind: 'purge', person })}>
        {words.purge}
      </MenuItem>
      {person.state === 'banned' ? (
        <MenuItem
          icon="check"
          onSelect={() =>
            void unban(person.user.id)
              .unwrap()
              .then(
                () => notify(words.unbanned(name)),
                (error: unknown) => notify(explain(toProblem(error))),
              )
          }
        >
          {words.unban}
        </MenuItem>
      ) : (
        rankOf(person.role) < rankOf(me.role) && (
          <MenuItem icon="block" danger onSelect={() => onAct({ kind: 'ban', person })}>
            {words.ban}
          </MenuItem>
        )
      )}
    </Menu>
  );
}

function EndSessions({ person: { user }, onClose }: { person: ServerPerson; onClose: () => void }) {
  const [end, { isLoading, error }] = useEndSessionsMutation();
  return (
    <Confirm
      title={words.endSessionsTitle(nameOf(user))}
      lead={words.endSessionsLead}
      action={words.endSessionsNow}
      busy={isLoading}
      problem={error === undefined ? undefined : explain(toProblem(error))}
      onConfirm={() =>
        void end(user.id)
          .unwrap()
          .then(onClose, () => undefined)
      }
      onClose={onClose}
    />
  );
}
