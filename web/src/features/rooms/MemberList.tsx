import { memo, useCallback, useDeferredValue, useState, type ReactNode } from 'react';
import { Button } from '@/components/Button';
import { EndOfList } from '@/components/EndOfList';
import { Icon } from '@/components/Icon';
import { NameAndNote } from '@/components/NameAndNote';
import { PersonButton } from '@/components/PersonButton';
import { PresentAvatar } from '@/components/PresentAvatar';
import { RowSkeleton } from '@/components/Skeleton';
import type { Member, Room } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { may } from '@/lib/permissions';
import { text } from '@/lib/text';
import { HandOver } from './HandOver';
import { canDoAnything, MemberMenu } from './MemberMenu';
import { useMembersInfiniteQuery } from './roomsApi';
import { useRolesQuery } from './settings/settingsApi';
import styles from './MembersPanel.module.css';

interface MemberListProps {
  room: Room;
  me: string;
  onAdd: () => void;
  /** What else can be done to a member, as entries of their menu; null for nothing. */
  acts: (member: Member) => ReactNode;
  /** Shows what a member may do. */
  onExplain?: (user: string) => void;
}

const words = text.rooms;

/** The people of a room, found by name, a page at a time. */
export function MemberList({ room, me, onAdd, acts, onExplain }: MemberListProps) {
  const [query, setQuery] = useState('');
  const [heir, setHeir] = useState<Member | null>(null);
  // Asked for before a member's menu opens: a menu that grows while it is open jumps.
  useRolesQuery(room.id, { skip: room.kind !== 'room' || !may(room, 'manage_roles') });
  const wanted = useDeferredValue(query.trim());
  const list = useMembersInfiniteQuery({ room: room.id, query: wanted }, { refetchOnMountOrArgChange: true });
  const members = list.data?.pages.flatMap((page) => page.members);
  const explain = useCallback((user: string) => onExplain?.(user), [onExplain]);
  return (
    <>
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
        {may(room, 'add_people') && (
          <Button small onClick={onAdd}>
            <Icon name="addPerson" />
            {words.addPeople}
          </Button>
        )}
      </div>
      <div className={styles.list}>
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
        <ul aria-label={words.membersTitle}>
          {members?.map((member) => (
            <MemberRow
              key={member.user.id}
              member={member}
              room={room}
              me={me}
              acts={acts}
              onHandOver={setHeir}
              onExplain={onExplain === undefined ? undefined : explain}
            />
          ))}
        </ul>
        {list.hasNextPage && members !== undefined && (
          <EndOfList
            shown={members.length}
            busy={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
          />
        )}
      </div>
      {heir !== null && <HandOver room={room} member={heir} onClose={() => setHeir(null)} />}
    </>
  );
}

interface MemberRowProps {
  member: Member;
  room: Room;
  me: string;
  acts: (member: Member) => ReactNode;
  onHandOver: (member: Member) => void;
  onExplain: ((user: string) => void) | undefined;
}

/** There may be ten thousand: one that has not changed is not drawn again. */
const MemberRow = memo(function MemberRow({ member, room, me, acts, ...on }: MemberRowProps) {
  const { user, role, customRole, voiced } = member;
  const others = user.id === me ? null : acts(member);
  const hasMenu = others !== null || on.onExplain !== undefined || canDoAnything(room, member, me);
  return (
    <li className={styles.member}>
      <PersonButton person={user} className={styles.person}>
        <PresentAvatar person={user} />
        <NameAndNote
          isSmall
          name={nameOf(user)}
          note={`@${user.username}${user.id === me ? ` · ${text.you}` : ''}`}
        />
      </PersonButton>
      {voiced && <span className={styles.role}>{words.voice}</span>}
      {(role !== 'member' || customRole != null) && (
        <span className={styles.role}>
          <bdi>{customRole?.name ?? words.roles[role]}</bdi>
        </span>
      )}
      {hasMenu && (
        <MemberMenu member={member} room={room} me={me} {...on}>
          {others}
        </MemberMenu>
      )}
    </li>
  );
});
