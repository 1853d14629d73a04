import { useState } from 'react';
import { Button } from '@/components/Button';
import { Confirm } from '@/components/Confirm';
import { Dialog } from '@/components/Dialog';
import { PersonRow } from '@/components/PersonRow';
import { SectionPart } from '@/components/SectionsPage';
import { RowSkeleton } from '@/components/Skeleton';
import type { Invitation, Room } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { may } from '@/lib/permissions';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { exactTime, shortDate } from '@/lib/time';
import { linkOf, useInvitationsQuery, useRevokeInvitationMutation, useUsesQuery } from './invitationsApi';
import { MakeInvitation } from './MakeInvitation';
import styles from './Invitations.module.css';

const words = text.invitations;

/** The ways into the room: by name, and by links that are made, copied and taken back here. */
export function InvitationsSettings({ room, onAdd }: { room: Room; onAdd: () => void }) {
  const { data: invitations, error, refetch } = useInvitationsQuery(room.id);
  const [isMaking, setIsMaking] = useState(false);
  const [revoking, setRevoking] = useState<Invitation | null>(null);
  const [shown, setShown] = useState<Invitation | null>(null);
  return (
    <>
      {may(room, 'add_people') && (
        <SectionPart title={words.byName} lead={words.byNameLead}>
          <div className={styles.buttons}>
            <Button onClick={onAdd}>{text.rooms.addPeople}</Button>
          </div>
        </SectionPart>
      )}
      <SectionPart title={words.byLink} lead={words.lead}>
        {may(room, 'invite') && (
          <div className={styles.buttons}>
            <Button look="primary" onClick={() => setIsMaking(true)}>
              {words.make}
            </Button>
          </div>
        )}
        {invitations === undefined && error === undefined && <RowSkeleton rows={3} />}
        {invitations === undefined && error !== undefined && (
          <div className={styles.buttons}>
            <p className={styles.note}>{explain(toProblem(error))}</p>
            <Button small onClick={() => void refetch()}>
              {text.retry}
            </Button>
          </div>
        )}
        {invitations?.length === 0 && <p className={styles.note}>{words.none}</p>}
        <ul className={styles.list}>
          {invitations?.map((invitation) => (
            <OneInvitation
              key={invitation.code}
              invitation={invitation}
              onShow={() => setShown(invitation)}
              onRevoke={() => setRevoking(invitation)}
            />
          ))}
        </ul>
      </SectionPart>
      {isMaking && <MakeInvitation room={room} onClose={() => setIsMaking(false)} />}
      {revoking !== null && <Revoke invitation={revoking} onClose={() => setRevoking(null)} />}
      {shown !== null && <Uses invitation={shown} onClose={() => setShown(null)} />}
    </>
  );
}

interface OneInvitationProps {
  invitation: Invitation;
  onShow: () => void;
  onRevoke: () => void;
}

function OneInvitation({ invitation, onShow, onRevoke }: OneInvitationProps) {
  const { code, by, createdAt, expiresAt, maxUses, uses, ended } = invitation;
  const end = expiresAt == null ? words.forever : words.until(shortDate(expiresAt));
  return (
    <li className={styles.one} data-ended={ended != null || undefined}>
      <div className={styles.facts}>
        <code>…/{code}</code>
        <small title={expiresAt == null ? undefined : exactTime(expiresAt)}>
          {ended == null ? end : words.ended[ended]} · {words.used(uses, maxUses ?? null)}
        </small>
        <small>{words.by(nameOf(by), shortDate(createdAt))}</small>
      </div>
      <div className={styles.buttons}>
        {uses > 0 && (
          <Button small look="quiet" onClick={onShow}>
            {words.who}
          </Button>
        )}
        {ended == null && (
          <>
            <Button small onClick={() => void copy(linkOf(invitation))}>
              {words.copy}
            </Button>
            <Button small look="quiet" onClick={onRevoke}>
              {words.revoke}
            </Button>
          </>
        )}
      </div>
    </li>
  );
}

const copy = (link: string) =>
  navigator.clipboard.writeText(link).then(
    () => notify(words.copied),
    () => undefined,
  );

function Revoke({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  const [revoke, { isLoading, error }] = useRevokeInvitationMutation();
  return (
    <Confirm
      title={words.revokeTitle}
      lead={words.revokeLead}
      action={words.revokeNow}
      busy={isLoading}
      problem={error === undefined ? undefined : explain(toProblem(error))}
      onConfirm={() =>
        void revoke(invitation.code)
          .unwrap()
          .then(onClose, () => undefined)
      }
      onClose={onClose}
    />
  );
}

function Uses({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  const { data: uses, error } = useUsesQuery(invitation.code);
  return (
    <Dialog title={words.whoTitle} onClose={onClose}>
      {uses === undefined && error === undefined && <RowSkeleton rows={3} />}
      {error !== undefined && <p className={styles.note}>{explain(toProblem(error))}</p>}
      <ul className={`${styles.people} scroll`} tabIndex={0} aria-label={words.whoTitle}>
        {uses?.map(({ user, at }) => (
          <PersonRow key={user.id} person={user} note={exactTime(at)} />
        ))}
        {uses?.length === 0 && <li className={styles.note}>{words.nobody}</li>}
      </ul>
    </Dialog>
  );
}
