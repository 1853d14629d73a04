import { useState, type SyntheticEvent } from 'react';
import { Link } from 'wouter';
import { Button } from '@/components/Button';
import { Field, FormProblem } from '@/components/Field';
import type { Session } from '@/lib/model';
import { explain, toProblem, type Problem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useServerQuery, useSignUpMutation } from './accountsApi';
import { EntryPage } from './EntryPage';
import { PasswordField } from './PasswordField';
import { asUsername, isPassword, isUsername } from './usernames';

const words = text.accounts;

interface SignUpPageProps {
  /** What one signs up by, if by a link: then the account is in its room at once. */
  invitation?: { code: string; title: string; lead: string; signIn: string };
  onSignedIn: (session: Session) => void;
}

export function SignUpPage({ invitation, onSignedIn }: SignUpPageProps) {
  const server = useServerQuery().data;
  const [username, setUsername] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const [signUp, { isLoading, error, reset }] = useSignUpMutation();
  const refused = error === undefined ? null : toProblem(error);
  const first = server?.hasAccounts === false;

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!isUsername(username) || !isPassword(password)) return;
    const account = {
      username,
      password,
      displayName: displayName.trim() || undefined,
      invite: invitation?.code,
    };
    void signUp(account)
      .unwrap()
      .then(onSignedIn, () => undefined);
  };

  if (server?.signUp === 'closed' && !first)
    return (
      <EntryPage title={words.signUpTitle} lead={words.closed}>
        <SignInLink />
      </EntryPage>
    );

  return (
    <EntryPage
      title={invitation?.title ?? (first ? words.firstTitle : words.signUpTitle)}
      lead={invitation?.lead ?? (first ? words.firstLead : words.signUpLead)}
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
      {!first && <SignInLink to={invitation?.signIn} />}
    </EntryPage>
  );
}

const SignInLink = ({ to = '/sign-in' }: { to?: string | undefined }) => (
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
