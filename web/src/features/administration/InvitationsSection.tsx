import { useState } from 'react';
import { Button } from '@/components/Button';
import { Confirm } from '@/components/Confirm';
import { Table, type Column } from '@/components/Table';
import { nameOf, titleOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { moment, shortDate } from '@/lib/time';
import {
  useAllInvitationsInfiniteQuery,
  useRevokeInvitationMutation,
  useServerInvitationsQuery,
  type RoomInvitation,
  type ServerInvitation,
} from './administrationApi';
import { InviteDialog, joinLink } from './InviteDialog';
import { Loading } from './Loading';
import styles from './Section.module.css';

const words = text.administration.invitations;

/** Links that let people onto the server, and those that members made into their rooms. */
export function InvitationsSection() {
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<Revocable | null>(null);
  const own = useServerInvitationsQuery(undefined, { refetchOnMountOrArgChange: true });
  const rooms = useAllInvitationsInfiniteQuery(undefined, { refetchOnMountOrArgChange: true });
  return (
    <>
      <section className={styles.group} aria-labelledby="invitations-server">
        <header className={styles.head}>
          <h2 id="invitations-server">{words.server}</h2>
          <Button small look="primary" onClick={() => setMaking(true)}>
            {words.make}
          </Button>
        </header>
        <p className={styles.lead}>{words.serverLead}</p>
        <Loading asked={own}>
          {(invitations) =>
            invitations.length === 0 ? (
              <p className={styles.note}>{words.noServer}</p>
            ) : (
              <Table
                label={words.server}
                columns={serverColumns(setRevoking)}
                rows={invitations}
                keyOf={({ id }) => id}
              />
            )
          }
        </Loading>
      </section>
      <section className={styles.group} aria-labelledby="invitations-rooms">
        <h2 id="invitations-rooms">{words.rooms}</h2>
        <p className={styles.lead}>{words.roomsLead}</p>
        <Loading asked={rooms}>
          {({ pages }) => {
            const invitations = pages.flatMap((page) => page.invitations);
            return invitations.length === 0 ? (
              <p className={styles.note}>{words.noRooms}</p>
            ) : (
              <Table
                label={words.rooms}
                columns={roomColumns(setRevoking)}
                rows={invitations}
                keyOf={({ id }) => id}
              />
            );
          }}
        </Loading>
        {rooms.hasNextPage && (
          <Button busy={rooms.isFetchingNextPage} onClick={() => void rooms.fetchNextPage()}>
            {text.showMore}
          </Button>
        )}
      </section>
      {making && <InviteDialog onClose={() => setMaking(false)} />}
      {revoking !== null && <Revoke invitation={revoking} onClose={() => setRevoking(null)} />}
    </>
  );
}

type Revocable = { kind: 'server' | 'room'; id: string; uses: number };
type Any = ServerInvitation | RoomInvitation;

const usesOf = ({ uses, maxUses }: Any) =>
  maxUses ? words.usesOf(text.number(uses), text.number(maxUses)) : text.number(uses);
const stateOf = ({ ended, expiresAt }: Any) =>
  ended ? words.ended[ended] : expiresAt ? words.until(moment(expiresAt)) : words.forEver;

const shared = <Row extends Any>(
  kind: Revocable['kind'],
  onRevoke: (one: Revocable) => void,
): Column<Row>[] => [
  { name: words.by, cell: ({ by }) => <bdi>{nameOf(by)}</bdi> },
  { name: words.madeAt, cell: ({ createdAt }) => shortDate(createdAt) },
  { name: words.state, cell: stateOf },
  { name: words.uses, numeric: true, cell: usesOf },
  {
    name: words.actions,
    actions: true,
    cell: ({ id, uses, ended }) =>
      !ended && (
        <Button small onClick={() => onRevoke({ kind, id, uses })}>
          {words.revoke}
        </Button>
      ),
  },
];

const serverColumns = (onRevoke: (one: Revocable) => void): Column<ServerInvitation>[] => [
  {
    name: words.link,
    cell: ({ code, ended }) =>
      ended ? (
        <span className={styles.note}>{words.linkEnded}</span>
      ) : (
        <Button small look="quiet" onClick={() => copy(joinLink(code))}>
          {words.copy}
        </Button>
      ),
  },
  ...shared<ServerInvitation>('server', onRevoke),
];

const roomColumns = (onRevoke: (one: Revocable) => void): Column<RoomInvitation>[] => [
  {
    name: words.room,
    cell: ({ room }) => (
      <span className={styles.names}>
        <b>
          <bdi>{titleOf(room)}</bdi>
        </b>
        <small>#{room.name}</small>
      </span>
    ),
  },
  ...shared<RoomInvitation>('room', onRevoke),
];

function copy(link: string): void {
  navigator.clipboard.writeText(link).then(
    () => notify(words.copied),
    () => undefined,
  );
}

function Revoke({ invitation, onClose }: { invitation: Revocable; onClose: () => void }) {
  const [revoke, { isLoading, error }] = useRevokeInvitationMutation();
  return (
    <Confirm
      title={words.revokeTitle}
      lead={words.revokeLead(invitation.uses)}
      action={words.revoke}
      busy={isLoading}
      problem={error === undefined ? undefined : explain(toProblem(error))}
      onConfirm={() =>
        void revoke(invitation)
          .unwrap()
          .then(onClose, () => undefined)
      }
      onClose={onClose}
    />
  );
}
