import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/Button';
import { Dialog, DialogActions } from '@/components/Dialog';
import { Field, FormProblem, Select } from '@/components/Field';
import type { BuiltInRole, CustomRole, RoleDraft, Room, RoomPermission, RoomRole } from '@/lib/model';
import { mayActOn, roleOrder } from '@/lib/permissions';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useAddRoleMutation, useChangeRoleMutation } from './settingsApi';
import styles from './RoomSettings.module.css';

interface RoleDialogProps {
  room: Room;
  /** The one to change; null for a new one. */
  role: CustomRole | null;
  builtIn: BuiltInRole[];
  onClose: () => void;
}

const words = text.roomSettings.roles;
const longestName = 40;
/** What no role of a room's own says: owners alone hand over, everyone may leave, a room is no group. */
const notForRoles: ReadonlySet<string> = new Set(['hand_over', 'leave', 'convert_group']);
const grantable = (Object.keys(text.roomSettings.actions) as RoomPermission[]).filter(
  (permission) => !notForRoles.has(permission),
);

export function RoleDialog({ room, role, builtIn, onClose }: RoleDialogProps) {
  const allowed = (rank: RoomRole) => builtIn.find((one) => one.role === rank)?.permissions ?? [];
  const [draft, setDraft] = useState<RoleDraft>({
    name: role?.name ?? '',
    rank: role?.rank ?? 'member',
    permissions: role?.permissions ?? allowed('member'),
  });
  const [checked, setChecked] = useState(false);
  const [add, adding] = useAddRoleMutation();
  const [change, changing] = useChangeRoleMutation();
  const error = adding.error ?? changing.error;
  const problem = error === undefined ? null : toProblem(error);
  const ranks = roleOrder.filter((rank) => rank !== 'owner' && mayActOn(room, rank));
  // Nobody gives a permission that they do not have; what the role has already is no gift.
  const mayAllow = (permission: RoomPermission) =>
    room.role == null ||
    room.permissions.includes(permission) ||
    role?.permissions.includes(permission) === true;

  const toggle = (permission: RoomPermission, wanted: boolean) => {
    const others = draft.permissions.filter((one) => one !== permission);
    setDraft({ ...draft, permissions: wanted ? [...others, permission] : others });
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (draft.name.trim() === '') return;
    const permissions = draft.permissions.filter((permission) => grantable.includes(permission));
    const wanted = { ...draft, permissions };
    const done =
      role === null
        ? add({ room: room.id, role: wanted })
        : change({ room: room.id, id: role.id, role: wanted });
    void done.unwrap().then(onClose, () => undefined);
  };

  return (
    <Dialog tall title={role === null ? words.makeTitle : words.edit(role.name)} onClose={onClose}>
      <form className={`${styles.form} scroll`} onSubmit={submit} noValidate>
        {problem !== null && problem.field !== 'name' && <FormProblem>{explain(problem)}</FormProblem>}
        <Field
          label={words.name}
          value={draft.name}
          onChange={(event) => setDraft({ ...draft, name: event.target.value })}
          problem={nameProblem(checked, draft.name, problem)}
          maxLength={longestName}
          autoFocus
        />
        <Select
          label={words.rank}
          value={draft.rank}
          options={Object.fromEntries(ranks.map((rank) => [rank, text.rooms.roles[rank]]))}
          onChange={(rank) => setDraft({ ...draft, rank })}
        />
        <fieldset className={styles.checks}>
          <legend>{words.allows}</legend>
          {grantable.map((permission) => (
            <label key={permission} className={styles.check}>
              <input
                type="checkbox"
                checked={draft.permissions.includes(permission)}
                disabled={!mayAllow(permission)}
                onChange={(event) => toggle(permission, event.target.checked)}
              />
              {text.roomSettings.actions[permission]}
            </label>
          ))}
        </fieldset>
        <DialogActions>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" look="primary" busy={adding.isLoading || changing.isLoading}>
            {role === null ? words.makeNow : text.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function nameProblem(checked: boolean, name: string, problem: ReturnType<typeof toProblem> | null) {
  if (checked && name.trim() === '') return words.nameMissing;
  if (problem?.field !== 'name') return undefined;
  return problem.code === 'conflict' ? words.nameTaken : explain(problem);
}
