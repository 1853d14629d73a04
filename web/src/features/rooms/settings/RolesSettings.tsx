import { useState } from 'react';
import { Button, IconButton } from '@/components/Button';
import { Confirm } from '@/components/Confirm';
import { SectionPart } from '@/components/SectionsPage';
import { RowSkeleton } from '@/components/Skeleton';
import type { CustomRole, Room } from '@/lib/model';
import { may, mayActOn } from '@/lib/permissions';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { RoleDialog } from './RoleDialog';
import { useRemoveRoleMutation, useRolesQuery } from './settingsApi';
import styles from './RoomSettings.module.css';

const words = text.roomSettings.roles;

/** The room's own roles: made, named, ranked, and what they allow. */
export function RolesSettings({ room }: { room: Room }) {
  const { data: roles, error, refetch } = useRolesQuery(room.id);
  const [edited, setEdited] = useState<CustomRole | 'new' | null>(null);
  const [removing, setRemoving] = useState<CustomRole | null>(null);
  const mayManage = may(room, 'manage_roles');
  const total = Object.keys(text.roomSettings.actions).length;
  return (
    <SectionPart lead={words.lead}>
      {roles === undefined && error === undefined && <RowSkeleton rows={4} />}
      {roles === undefined && error !== undefined && (
        <div className={styles.buttons}>
          <p className={styles.hint}>{explain(toProblem(error))}</p>
          <Button small onClick={() => void refetch()}>
            {text.retry}
          </Button>
        </div>
      )}
      {roles?.custom.length === 0 && <p className={styles.hint}>{words.none}</p>}
      <ul className={styles.roles}>
        {roles?.custom.map((role) => (
          <li key={role.id} className={styles.role}>
            <span className={styles.names}>
              <b>
                <bdi>{role.name}</bdi>
              </b>
              <small>
                {role.rank && text.rooms.roles[role.rank]} ·{' '}
                {words.allowsCount(role.permissions.length, total)}
              </small>
            </span>
            {mayManage && role.rank !== null && mayActOn(room, role.rank) && (
              <>
                <Button small onClick={() => setEdited(role)} aria-label={words.edit(role.name)}>
                  {words.change}
                </Button>
                <IconButton
                  small
                  icon="trash"
                  label={words.removeTitle(role.name)}
                  onClick={() => setRemoving(role)}
                />
              </>
            )}
          </li>
        ))}
      </ul>
      {mayManage && (
        <div className={styles.buttons}>
          <Button onClick={() => setEdited('new')}>{words.make}</Button>
        </div>
      )}
      {roles !== undefined && roles.custom.length > 0 && <p className={styles.hint}>{words.give}</p>}
      {edited !== null && roles !== undefined && (
        <RoleDialog
          room={room}
          role={edited === 'new' ? null : edited}
          builtIn={roles.builtIn}
          onClose={() => setEdited(null)}
        />
      )}
      {removing !== null && <RemoveRole room={room} role={removing} onClose={() => setRemoving(null)} />}
    </SectionPart>
  );
}

function RemoveRole({ room, role, onClose }: { room: Room; role: CustomRole; onClose: () => void }) {
  const [remove, { isLoading, error }] = useRemoveRoleMutation();
  return (
    <Confirm
      title={words.removeTitle(role.name)}
      lead={words.removeLead(text.rooms.roles[role.rank ?? 'member'].toLowerCase())}
      action={words.removeNow}
      busy={isLoading}
      problem={error === undefined ? undefined : explain(toProblem(error))}
      onConfirm={() =>
        void remove({ room: room.id, id: role.id })
          .unwrap()
          .then(onClose, () => undefined)
      }
      onClose={onClose}
    />
  );
}
