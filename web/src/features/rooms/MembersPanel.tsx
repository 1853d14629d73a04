import { useDeferredValue, useState } from 'react';
import { Button, IconButton } from '@/components/Button';
import { Confirm } from '@/components/Confirm';
import { Icon } from '@/components/Icon';
import { Menu, MenuItem } from '@/components/Menu';
import { PersonButton } from '@/components/PersonButton';
import { PresentAvatar } from '@/components/PresentAvatar';
import { RowSkeleton } from '@/components/Skeleton';
import type { Member, Room } from '@/lib/model';
import { nameOf, titleOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { mayManage } from './RoomSettingsDialog';
import { useMembersInfiniteQuery, useRemoveMemberMutation, useSetMemberMutation } from './roomsApi';
import styles from './MembersPanel.module.css';

interface MembersPanelProps {
  room: Room;
  me: string;
  onAdd: () => void;
  onClose: () => void;
}

const words = text.rooms;

export function MembersPanel({ room, me, onAdd, onClose }: MembersPanelProps) {
  const [query, setQuery] = useState('');
  const [removing, setRemoving] = useState<Member | null>(null);
  const wanted = useDeferredValue(query.trim());
  const list = useMembersInfiniteQuery({ room: room.id, query: wanted }, { refetchOnMountOrArgChange: true });
  const members = list.data?.pages.flatMap((page) => page.members);
  return (
    <aside className={styles.panel} aria-label={words.membersTitle}>
      <header className={styles.top}>
        <h2>{words.membersTitle}</h2>
        <span className={styles.count}>{text.number(room.memberCount)}</span>
        <IconButton icon="close" label={text.close} onClick={onClose} />
      </header>
      <div className={styles.tools}>
        <label className={styles.find}>
          <Icon name="search" />
          <span className="visually-hidden">{words.membersFilter}</span>
          <input
            type="search"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            placeholder={words.membersFilter}
          />
        </label>
        {room.permissions.includes('add_people') && (
          <Button small onClick={onAdd}>
            <Icon name="addPerson" />
            {words.addPeople}
          </Button>
        )}
      </div>
      <div className={`${styles.list} scroll`}>
        {members === undefined && !list.isError && <RowSkeleton rows={8} />}
        {members === undefined && list.isError && (
          <div className={styles.note}>
            <p>{words.membersFailed}</p>
            <Button small onClick={() => void list.refetch()}>
              {text.retry}
            </Button>
          </div>
        )}
        {members?.length === 0 && <p className={styles.note}>{words.membersNone}</p>}
        <ul>
          {members?.map((member) => (
            <MemberRow
              key={member.user.id}
              member={member}
              room={room}
              me={me}
              onRemove={() => setRemoving(member)}
            />
          ))}
        </ul>
        {list.hasNextPage && (
          <Button small busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {text.showMore}
          </Button>
        )}
      </div>
      {removing !== null && <RemoveMember room={room} member={removing} onClose={() => setRemoving(null)} />}
    </aside>
  );
}

interface MemberRowProps {
  member: Member;
  room: Room;
  me: string;
  onRemove: () => void;
}

function MemberRow({ member: { user, role }, room, me, onRemove }: MemberRowProps) {
  const [setMember] = useSetMemberMutation();
  const mayChange = user.id !== me && mayManage(room) && role !== 'owner';
  const change = (to: 'admin' | 'member') =>
    void setMember({ room: room.id, user: user.id, role: to })
      .unwrap()
      .catch((error: unknown) => notify(explain(toProblem(error))));
  return (
    <li className={styles.member}>
      <PersonButton person={user} className={styles.person}>
        <PresentAvatar person={user} />
        <span className={styles.names}>
          <b>
            <bdi>{nameOf(user)}</bdi>
          </b>
          <small>
            @{user.username}
            {user.id === me && ` · ${text.you}`}
          </small>
        </span>
      </PersonButton>
      {role !== 'member' && <span className={styles.role}>{words.roles[role]}</span>}
      {mayChange && (
        <Menu trigger={<IconButton small icon="more" label={words.memberMenu(nameOf(user))} />}>
          {room.role === 'owner' && (
            <MenuItem onSelect={() => change(role === 'admin' ? 'member' : 'admin')}>
              {role === 'admin' ? words.makeMember : words.makeAdmin}
            </MenuItem>
          )}
          <MenuItem danger onSelect={onRemove}>
            {words.removeMember}
          </MenuItem>
        </Menu>
      )}
    </li>
  );
}

function RemoveMember({ room, member, onClose }: { room: Room; member: Member; onClose: () => void }) {
  const [remove, { isLoading, error }] = useRemoveMemberMutation();
  return (
    <Confirm
      title={words.removeMemberTitle(nameOf(member.user), titleOf(room))}
      lead={words.removeMemberLead}
      action={words.removeMemberNow}
      busy={isLoading}
      problem={error === undefined ? undefined : explain(toProblem(error))}
      onConfirm={() =>
        void remove({ room: room.id, user: member.user.id })
          .unwrap()
          .then(onClose, () => undefined)
      }
      onClose={onClose}
    />
  );
}
