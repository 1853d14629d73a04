import { useDeferredValue, useState, type ReactNode } from 'react';
import { Button, IconButton } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { Menu, MenuItem } from '@/components/Menu';
import { PersonButton } from '@/components/PersonButton';
import { PresentAvatar } from '@/components/PresentAvatar';
import { RowSkeleton } from '@/components/Skeleton';
import type { Member, Room } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useMembersInfiniteQuery, useSetMemberMutation } from './roomsApi';
import styles from './MembersPanel.module.css';

interface MembersPanelProps {
  room: Room;
  me: string;
  onAdd: () => void;
  onClose: () => void;
  /** What else can be done to a member, as entries of their menu; null for nothing. */
  acts: (member: Member) => ReactNode;
}

const words = text.rooms;

export function MembersPanel({ room, me, onAdd, onClose, acts }: MembersPanelProps) {
  const [query, setQuery] = useState('');
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
              acts={member.user.id === me ? null : acts(member)}
            />
          ))}
        </ul>
        {list.hasNextPage && (
          <Button small busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {text.showMore}
          </Button>
        )}
      </div>
    </aside>
  );
}

interface MemberRowProps {
  member: Member;
  room: Room;
  me: string;
  acts: ReactNode;
}

function MemberRow({ member: { user, role }, room, me, acts }: MemberRowProps) {
  const [setMember] = useSetMemberMutation();
  const mayChange = user.id !== me && room.role === 'owner' && role !== 'owner';
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
      {(mayChange || acts !== null) && (
        <Menu trigger={<IconButton small icon="more" label={words.memberMenu(nameOf(user))} />}>
          {mayChange && (
            <MenuItem onSelect={() => change(role === 'admin' ? 'member' : 'admin')}>
              {role === 'admin' ? words.makeMember : words.makeAdmin}
            </MenuItem>
          )}
          {acts}
        </Menu>
      )}
    </li>
  );
}
