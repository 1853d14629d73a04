import { useDeferredValue, useState } from 'react';
import { Button } from '@/components/Button';
import { Field } from '@/components/Field';
import { Icon } from '@/components/Icon';
import { PresentAvatar } from '@/components/PresentAvatar';
import { SectionPart } from '@/components/SectionsPage';
import { RowSkeleton } from '@/components/Skeleton';
import type { AccessReason, Room, RoomPermission } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useMembersInfiniteQuery } from '../roomsApi';
import { useAccessQuery, useRolesQuery, type Roles } from './settingsApi';
import styles from './RoomSettings.module.css';

const words = text.roomSettings.permissions;
const actions = Object.entries(text.roomSettings.actions) as [RoomPermission, string][];

interface PermissionsSettingsProps {
  room: Room;
  /** Of whom the answers are shown; null until somebody is chosen. */
  user: string | null;
  onChoose: (user: string | null) => void;
}

/** Who may do what: by role, and for one person with the reasons. */
export function PermissionsSettings({ room, user, onChoose }: PermissionsSettingsProps) {
  const roles = useRolesQuery(room.id);
  return (
    <>
      <SectionPart title={words.person} lead={words.personLead}>
        {user === null ? (
          <Chooser room={room} onChoose={onChoose} />
        ) : (
          <Answers room={room} user={user} onBack={() => onChoose(null)} />
        )}
      </SectionPart>
      <SectionPart title={words.table} lead={words.tableLead}>
        {roles.data !== undefined && <Table roles={roles.data} />}
        {roles.isLoading && <RowSkeleton rows={8} />}
        {roles.data === undefined && roles.error !== undefined && (
          <p className={styles.hint}>{explain(toProblem(roles.error))}</p>
        )}
      </SectionPart>
    </>
  );
}

function Chooser({ room, onChoose }: { room: Room; onChoose: (user: string) => void }) {
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query.trim());
  const members = useMembersInfiniteQuery({ room: room.id, query: wanted }, { skip: wanted === '' });
  const found = wanted === '' ? [] : (members.currentData?.pages[0]?.members.slice(0, 20) ?? []);
  return (
    <>
      <Field
        label={words.personFilter}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <ul className={`${styles.found} scroll`}>
        {found.map(({ user }) => (
          <li key={user.id}>
            <button type="button" className={styles.pick} onClick={() => onChoose(user.username)}>
              <PresentAvatar person={user} />
              <span className={styles.names}>
                <b>
                  <bdi>{nameOf(user)}</bdi>
                </b>
                <small>@{user.username}</small>
              </span>
            </button>
          </li>
        ))}
        {wanted !== '' && members.isSuccess && found.length === 0 && (
          <li className={styles.hint}>{text.rooms.membersNone}</li>
        )}
      </ul>
    </>
  );
}

/** The server names roles and permissions as programs do; where it is the role, people are told in their words. */
function said({ code, message }: AccessReason, allowed: boolean, role: string | null | undefined): string {
  if ((code !== 'role' && code !== 'custom_role') || !role) return message;
  return allowed ? words.roleAllows(role) : words.roleDenies(role);
}

function Answers({ room, user, onBack }: { room: Room; user: string; onBack: () => void }) {
  const { data: access, error } = useAccessQuery({ room: room.id, user });
  const role = access && (access.customRole?.name ?? (access.role && text.rooms.roles[access.role]));
  return (
    <>
      <div className={styles.buttons}>
        <Button small onClick={onBack}>
          {words.personFilter}
        </Button>
      </div>
      {error !== undefined && <p className={styles.hint}>{explain(toProblem(error))}</p>}
      {access === undefined && error === undefined && <RowSkeleton rows={8} />}
      {access !== undefined && (
        <>
          <div className={styles.person}>
            <PresentAvatar person={access.user} />
            <span className={styles.names}>
              <b>
                <bdi>{words.of(nameOf(access.user))}</bdi>
              </b>
              <small>{role ?? words.notMember}</small>
            </span>
          </div>
          <ul className={styles.answers}>
            {access.actions.map(({ action, allowed, reasons }) => (
              <li key={action} className={styles.answer} data-allowed={allowed || undefined}>
                <Icon name={allowed ? 'check' : 'close'} />
                <span>
                  {text.roomSettings.actions[action]}
                  <span className="visually-hidden">: {allowed ? words.yes : words.no}</span>
                </span>
                <small>{reasons.map((reason) => said(reason, allowed, role)).join(' ')}</small>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Table({ roles }: { roles: Roles }) {
  const columns = [
    ...roles.builtIn.map(({ role, permissions }) => ({
      id: role,
      name: text.rooms.roles[role],
      permissions,
    })),
    ...roles.custom,
  ];
  return (
    // It scrolls by keys as well, and holds nothing to step to.
    <div className={`${styles.wide} scroll`} tabIndex={0} role="region" aria-label={words.table}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.action}</th>
            {columns.map(({ id, name }) => (
              <th key={id} scope="col">
                <bdi>{name}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {actions
            .filter(([permission]) => permission !== 'convert_group')
            .map(([permission, name]) => (
              <tr key={permission}>
                <th scope="row">{name}</th>
                {columns.map(({ id, permissions }) => (
                  <td key={id}>
                    {permissions.includes(permission) || permission === 'leave' ? (
                      <>
                        <Icon name="check" />
                        <span className="visually-hidden">{words.yes}</span>
                      </>
                    ) : (
                      <span className={styles.dash}>
                        <span aria-hidden="true">–</span>
                        <span className="visually-hidden">{words.no}</span>
                      </span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
