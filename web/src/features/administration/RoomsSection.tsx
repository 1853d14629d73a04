import { useDeferredValue, useState } from 'react';
import { Button, IconButton } from '@/components/Button';
import { Confirm } from '@/components/Confirm';
import { Empty } from '@/components/Empty';
import { Menu, MenuItem } from '@/components/Menu';
import { Filter, SearchField } from '@/components/SearchField';
import { Table, type Column } from '@/components/Table';
import { nameOf, titleOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { ago, exactTime, shortDate } from '@/lib/time';
import {
  useArchiveServerRoomMutation,
  useDeleteServerRoomMutation,
  useServerRoomsInfiniteQuery,
  type RoomsFilter,
  type ServerRoom,
} from './administrationApi';
import { Loading } from './Loading';
import { SetOwnerDialog } from './SetOwnerDialog';
import styles from './Section.module.css';

const words = text.administration.rooms;

type Act = { kind: 'delete' | 'owner'; room: ServerRoom };

/** All rooms, private ones too: what they are called and how large they are, and nothing of what is said there. */
export function RoomsSection() {
  const [query, setQuery] = useState('');
  const [visibility, setVisibility] = useState<RoomsFilter['visibility']>('');
  const [state, setState] = useState<RoomsFilter['state']>('');
  const [act, setAct] = useState<Act | null>(null);
  const asked = useServerRoomsInfiniteQuery(
    { query: useDeferredValue(query.trim()), visibility, state },
    { refetchOnMountOrArgChange: true },
  );
  const columns = columnsFor(setAct);
  return (
    <>
      <p className={styles.lead}>{words.lead}</p>
      <div className={styles.tools}>
        <SearchField label={words.find} value={query} onChange={setQuery} />
        <Filter
          label={words.visibility}
          value={visibility}
          options={{ '': words.anyVisibility, ...words.visibilities }}
          onChange={setVisibility}
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
          const rooms = pages.flatMap((page) => page.rooms);
          return rooms.length === 0 ? (
            <Empty title={words.none} lead={words.noneHint} />
          ) : (
            <Table label={words.title} columns={columns} rows={rooms} keyOf={({ id }) => id} />
          );
        }}
      </Loading>
      {asked.hasNextPage && (
        <Button busy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          {text.showMore}
        </Button>
      )}
      {act?.kind === 'delete' && <DeleteRoom room={act.room} onClose={() => setAct(null)} />}
      {act?.kind === 'owner' && <SetOwnerDialog room={act.room} onClose={() => setAct(null)} />}
    </>
  );
}

const columnsFor = (onAct: (act: Act) => void): Column<ServerRoom>[] => [
  {
    name: words.room,
    cell: (room) => (
      <span className={styles.names}>
        <b>
          <bdi>{titleOf(room)}</bdi>
        </b>
        <small>
          #{room.name} · {words.visibilities[room.visibility]}
          {room.archivedAt && ` · ${words.archivedSince(shortDate(room.archivedAt))}`}
        </small>
      </span>
    ),
  },
  { name: words.owner, cell: ({ owner }) => (owner ? <bdi>{nameOf(owner)}</bdi> : <em>{words.noOwner}</em>) },
  {
    name: words.lastMessage,
    cell: ({ lastMessageAt }) =>
      lastMessageAt ? (
        <time title={exactTime(lastMessageAt)}>{ago(lastMessageAt, new Date())}</time>
      ) : (
        words.never
      ),
  },
  { name: words.members, numeric: true, cell: ({ memberCount }) => text.number(memberCount) },
  { name: words.messages, numeric: true, cell: ({ messages }) => text.number(messages) },
  { name: words.actions, actions: true, cell: (room) => <RoomMenu room={room} onAct={onAct} /> },
];

function RoomMenu({ room, onAct }: { room: ServerRoom; onAct: (act: Act) => void }) {
  const [archive] = useArchiveServerRoomMutation();
  const archived = Boolean(room.archivedAt);
  const turn = () =>
    void archive({ room: room.id, archived: !archived })
      .unwrap()
      .then(
        () => notify((archived ? words.unarchived : words.archived)(titleOf(room))),
        (error: unknown) => notify(explain(toProblem(error))),
      );
  return (
    <Menu trigger={<IconButton small icon="more" label={words.menu(titleOf(room))} />}>
      {!room.owner && (
        <MenuItem icon="addPerson" onSelect={() => onAct({ kind: 'owner', room })}>
          {words.setOwner}
        </MenuItem>
      )}
      <MenuItem icon="lock" onSelect={turn}>
        {archived ? words.unarchive : words.archive}
      </MenuItem>
      <MenuItem icon="trash" danger onSelect={() => onAct({ kind: 'delete', room })}>
        {words.remove}
      </MenuItem>
    </Menu>
  );
}

function DeleteRoom({ room, onClose }: { room: ServerRoom; onClose: () => void }) {
  const [remove, { isLoading, error }] = useDeleteServerRoomMutation();
  return (
    <Confirm
      title={words.removeTitle(titleOf(room))}
      lead={words.removeLead(room.messages, room.memberCount)}
      action={words.removeNow}
      busy={isLoading}
      problem={error === undefined ? undefined : explain(toProblem(error))}
      onConfirm={() =>
        void remove(room.id)
          .unwrap()
          .then(onClose, () => undefined)
      }
      onClose={onClose}
    />
  );
}
