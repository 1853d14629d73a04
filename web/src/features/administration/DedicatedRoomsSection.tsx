import { useState } from 'react';
import { Button, IconButton } from '@/components/Button';
import { Confirm } from '@/components/Confirm';
import { Empty } from '@/components/Empty';
import { Menu, MenuItem } from '@/components/Menu';
import { Table, type Column } from '@/components/Table';
import { titleOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { exactTime } from '@/lib/time';
import {
  useDedicatedRoomsQuery,
  useDeleteDedicatedRoomMutation,
  type DedicatedRoom,
} from './administrationApi';
import { GivePortDialog, MovePortDialog } from './PortDialogs';
import { Loading } from './Loading';
import styles from './Section.module.css';

const words = text.administration.dedicated;
const everyMs = 3_000;

type Act = { kind: 'give' } | { kind: 'move' | 'remove'; room: DedicatedRoom };

/** Rooms with a port and a process of their own, as of three seconds ago at most. */
export function DedicatedRoomsSection() {
  const [act, setAct] = useState<Act | null>(null);
  const asked = useDedicatedRoomsQuery(undefined, {
    pollingInterval: everyMs,
    skipPollingIfUnfocused: true,
    refetchOnMountOrArgChange: true,
  });
  const close = () => setAct(null);
  const give = (
    <Button look="primary" onClick={() => setAct({ kind: 'give' })}>
      {words.add}
    </Button>
  );
  return (
    <>
      <p className={styles.lead}>{words.lead}</p>
      <Loading asked={asked}>
        {(rooms) =>
          rooms.length === 0 ? (
            <Empty title={words.none} lead={words.noneHint}>
              {give}
            </Empty>
          ) : (
            <>
              <div className={styles.tools}>{give}</div>
              <Table
                label={text.administration.sections.dedicated}
                columns={columnsFor(setAct)}
                rows={rooms}
                keyOf={({ room }) => room}
              />
            </>
          )
        }
      </Loading>
      {act?.kind === 'give' && <GivePortDialog taken={asked.data ?? []} onClose={close} />}
      {act?.kind === 'move' && <MovePortDialog room={act.room} onClose={close} />}
      {act?.kind === 'remove' && <TakePort room={act.room} onClose={close} />}
    </>
  );
}

const nameOf = ({ room, title }: DedicatedRoom) => titleOf({ name: room, title });

const columnsFor = (onAct: (act: Act) => void): Column<DedicatedRoom>[] => [
  {
    name: words.room,
    cell: (room) => (
      <span className={styles.names}>
        <b>
          <bdi>{nameOf(room)}</bdi>
        </b>
        <small>
          #{room.room}
          {room.isConfigured && ` · ${words.configured}`}
        </small>
      </span>
    ),
  },
  {
    name: words.state,
    cell: ({ state, problem }) => (
      <span className={styles.state} data-state={state}>
        {words.states[state]}
        {problem != null && <small>{problem}</small>}
      </span>
    ),
  },
  { name: words.address, cell: ({ address }) => <code>{address}</code> },
  { name: words.pid, numeric: true, cell: ({ pid }) => pid ?? words.noProcess },
  { name: words.connections, numeric: true, cell: ({ connections }) => text.number(connections) },
  {
    name: words.up,
    numeric: true,
    cell: ({ startedAt }) =>
      startedAt == null ? (
        words.noProcess
      ) : (
        <time dateTime={startedAt} title={exactTime(startedAt)}>
          {text.administration.overview.lasting((Date.now() - Date.parse(startedAt)) / 1000)}
        </time>
      ),
  },
  { name: words.restarts, numeric: true, cell: ({ restarts }) => text.number(restarts) },
  {
    name: words.actions,
    actions: true,
    // What the configuration says is changed there.
    cell: (room) =>
      !room.isConfigured && (
        <Menu trigger={<IconButton small icon="more" label={words.menu(nameOf(room))} />}>
          <MenuItem icon="pencil" onSelect={() => onAct({ kind: 'move', room })}>
            {words.move}
          </MenuItem>
          <MenuItem icon="trash" danger onSelect={() => onAct({ kind: 'remove', room })}>
            {words.remove}
          </MenuItem>
        </Menu>
      ),
  },
];

function TakePort({ room, onClose }: { room: DedicatedRoom; onClose: () => void }) {
  const [take, { isLoading, error }] = useDeleteDedicatedRoomMutation();
  const name = nameOf(room);
  return (
    <Confirm
      title={words.removeTitle(name)}
      lead={words.removeLead(room.connections)}
      action={words.removeNow}
      busy={isLoading}
      problem={error === undefined ? undefined : explain(toProblem(error))}
      onConfirm={() =>
        void take(room.room)
          .unwrap()
          .then(
            () => {
              notify(words.taken(name));
              onClose();
            },
            () => undefined,
          )
      }
      onClose={onClose}
    />
  );
}
