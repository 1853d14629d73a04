import { useState, type SyntheticEvent } from 'react';
import { Link } from 'wouter';
import { Button } from '@/components/Button';
import { Field, FormProblem } from '@/components/Field';
import type { Person, Session } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { explain, toProblem, type Problem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useServerInvitationQuery, useServerQuery, useSignUpMutation } from './accountsApi';
import { EntryPage } from './EntryPage';
import { PasswordField } from './PasswordField';
import { asUsername, isPassword, isUsername } from './usernames';

const words = text.accounts;

interface SignUpPageProps {
  onSignedIn: (session: Session) => void;
  /** The code of the invitation that led here. */
  invite?: string;
  /** What one signs up by, if by a link into a room: then the account is in it at once. */
  room?: { code: string; title: string; lead: string; signIn: string };
}

export function SignUpPage({ onSignedIn, invite, room }: SignUpPageProps) {
  const server = useServerQuery().data;
  const [username, setUsername] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const [signUp, { isLoading, error, reset }] = useSignUpMutation();
  const refused = error === undefined ? null : toProblem(error);
  const first = server?.hasAccounts === false;
  const invitation = useServerInvitationQuery(invite ?? '', { skip: invite === undefined });
  const closed = first ? null : whyClosed(server?.signUp, invite ?? room?.code, invitation.isError);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!isUsername(username) || !isPassword(password)) return;
    const code = invite ?? room?.code;
    const account = { username, password, displayName: displayName.trim() || undefined, invite: code };
    void signUp(account)
      .unwrap()
      .then(onSignedIn, () => undefined);
  };

  if (invite !== undefined && invitation.isLoading) return <main aria-busy="true" />;
  if (closed !== null)
    return (
      <EntryPage title={words.signUpTitle} lead={closed}>
        <SignInLink />
      </EntryPage>
    );

  return (
    <EntryPage
      title={room?.title ?? (first ? words.firstTitle : words.signUpTitle)}
      lead={room?.lead ?? leadOf(first, invitation.data?.by)}
      onSubmit={submit}
    >
      {refused !== null && fieldOf(refused) === null && <FormProblem>{explain(refused)}</FormProblem>}
      <Field
        label={words.displayName}
        hint={words.displayNameHint}
        name="name"
        value={displayName}
        onChange={(event) => setDisplayName(event.target.value)}
        problem={problemAt('displayName', refused)}
        maxLength={64}
        autoComplete="name"
        autoFocus
      />
      <Field
        label={words.username}
        hint={words.usernameHint}
        name="username"
        value={username}
        onChange={(event) => {
          setUsername(asUsername(event.target.value));
          reset();
        }}
        problem={checked && !isUsername(username) ? words.usernameWrong : problemAt('username', refused)}
        maxLength={32}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <PasswordField
        hint={words.passwordHint}
        name="password"
        value={password}
        onChange={(event) => {
          setPassword(event.target.value);
          reset();
        }}
        problem={checked && !isPassword(password) ? words.passwordShort : problemAt('password', refused)}
        autoComplete="new-password"
      />
      <Button type="submit" look="primary" wide busy={isLoading}>
        {words.signUp}
      </Button>
      {!first && <SignInLink to={room?.signIn} />}
    </EntryPage>
  );
}

/** Why there is nothing to fill in; null when there is. */
function whyClosed(policy: string | undefined, invite: string | undefined, gone: boolean): string | null {
  if (policy === 'closed') return words.closed;
  if (gone) return words.invitationGone;
  return policy === 'invitation' && invite === undefined ? words.byInvitation : null;
}

function leadOf(first: boolean, by: Person | undefined): string {
  if (first) return words.firstLead;
  return by === undefined ? words.signUpLead : words.invitedBy(nameOf(by));
}

const SignInLink = ({ to = '/sign-in' }: { to?: string }) => (
  <p>
    {words.haveAccount} <Link href={to}>{words.signIn}</Link>
  </p>
);

const fields = ['username', 'displayName', 'password'];

function fieldOf(problem: Problem): string | null {
  if (problem.code === 'conflict') return 'username';
  return fields.find((field) => field.toLowerCase() === problem.field?.toLowerCase()) ?? null;
}

function problemAt(field: string, problem: Problem | null): string | undefined {
  if (problem === null || fieldOf(problem) !== field) return undefined;
  return problem.code === 'conflict' ? words.taken : explain(problem);
}
