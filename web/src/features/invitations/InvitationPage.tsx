import { Avatar } from '@/components/Avatar';
import { Button } from '@/components/Button';
import { Empty } from '@/components/Empty';
import { FormProblem } from '@/components/Field';
import { MessageSkeleton } from '@/components/Skeleton';
import type { InvitedTo, Room } from '@/lib/model';
import { nameOf, titleOf } from '@/lib/names';
import { explain, toProblem, unreachable } from '@/lib/problem';
import { text } from '@/lib/text';
import { exactTime } from '@/lib/time';
import { useAcceptMutation, useInvitedToQuery } from './invitationsApi';
import styles from './Invitations.module.css';

const words = text.invitations.page;

interface InvitationPageProps {
  code: string;
  onJoined: (room: Pick<Room, 'name'>) => void;
  onBrowse: () => void;
}

/** What somebody with an account sees who follows an invitation: the room, and a button into it. */
export function InvitationPage({ code, onJoined, onBrowse }: InvitationPageProps) {
  const { data: invitation, error, refetch } = useInvitedToQuery(code);
  if (invitation !== undefined) return <Invited code={code} invitation={invitation} onJoined={onJoined} />;
  const problem = error === undefined ? null : toProblem(error);
  return (
    <main className={styles.page}>
      {problem === null && <MessageSkeleton rows={3} />}
      {problem?.code === unreachable && (
        <Empty level="h1" title={explain(problem)}>
          <Button onClick={() => void refetch()}>{text.retry}</Button>
        </Empty>
      )}
      {problem !== null && problem.code !== unreachable && (
        <Empty level="h1" art title={words.endedTitle} lead={words.endedLead}>
          <Button look="primary" onClick={onBrowse}>
            {words.browse}
          </Button>
        </Empty>
      )}
    </main>
  );
}

interface InvitedProps {
  code: string;
  invitation: InvitedTo;
  onJoined: (room: Pick<Room, 'name'>) => void;
}

function Invited({ code, invitation, onJoined }: InvitedProps) {
  const { room } = invitation;
  const [accept, { isLoading, error }] = useAcceptMutation();
  const join = () =>
    void accept(code)
      .unwrap()
      .then(onJoined, () => undefined);
  return (
    <main className={`${styles.page} scroll`}>
      <section className={styles.card}>
        <InvitedBy invitation={invitation} />
        <h1>
          <bdi>{titleOf(room)}</bdi>
        </h1>
        {room.topic !== '' && <p dir="auto">{room.topic}</p>}
        <p className={styles.note}>
          {room.visibility === 'private' ? words.private : words.public} · {words.people(room.memberCount)}
        </p>
        {error !== undefined && <FormProblem>{explain(toProblem(error))}</FormProblem>}
        {room.joined ? (
          <>
            <p>{words.joined}</p>
            <Button look="primary" onClick={() => onJoined(room)}>
              {words.open}
            </Button>
          </>
        ) : (
          <Button look="primary" busy={isLoading} onClick={join}>
            {words.join}
          </Button>
        )}
        {invitation.expiresAt != null && (
          <p className={styles.note}>{words.endsAt(exactTime(invitation.expiresAt))}</p>
        )}
      </section>
    </main>
  );
}

function InvitedBy({ invitation: { by } }: { invitation: InvitedTo }) {
  return (
    <p className={styles.from}>
      <Avatar person={by} size="s" />
      <span>
        <bdi>{words.by(nameOf(by))}</bdi>
      </span>
    </p>
  );
}
