import { Link } from 'wouter';
import { EntryPage } from '@/features/accounts/EntryPage';
import { useServerQuery } from '@/features/accounts/accountsApi';
import { SignUpPage } from '@/features/accounts/SignUpPage';
import { useInvitedToQuery } from '@/features/invitations/invitationsApi';
import { pathOf } from '@/features/rooms/order';
import { RowSkeleton } from '@/components/Skeleton';
import type { Session } from '@/lib/model';
import { nameOf, titleOf } from '@/lib/names';
import { text } from '@/lib/text';

interface InvitedDoorProps {
  code: string;
  onSignedIn: (session: Session, path: string) => void;
}

const words = text.invitations.page;

/** What somebody without an account, or not signed in, sees who follows an invitation: the way in, right here. */
export function InvitedDoor({ code, onSignedIn }: InvitedDoorProps) {
  const server = useServerQuery().data;
  const { data: invitation, error } = useInvitedToQuery(code);
  const signIn = `/sign-in?${new URLSearchParams({ next: `/invite/${code}` }).toString()}`;
  if (error !== undefined)
    return (
      <EntryPage title={words.endedTitle} lead={words.endedLead}>
        <p>
          {words.haveAccount} <Link href="/sign-in">{words.signIn}</Link>
        </p>
      </EntryPage>
    );
  if (invitation === undefined)
    return (
      <EntryPage title={text.product} lead={text.loading}>
        <RowSkeleton rows={3} />
      </EntryPage>
    );
  const { room, by } = invitation;
  if (server?.signUp === 'closed')
    return (
      <EntryPage title={words.title(titleOf(room))} lead={words.closed}>
        <p>
          {words.haveAccount} <Link href={signIn}>{words.signIn}</Link>
        </p>
      </EntryPage>
    );
  return (
    <SignUpPage
      room={{
        code,
        title: words.title(titleOf(room)),
        lead: words.signUpLead(nameOf(by), titleOf(room)),
        signIn,
      }}
      onSignedIn={(session) => onSignedIn(session, pathOf(room))}
    />
  );
}
