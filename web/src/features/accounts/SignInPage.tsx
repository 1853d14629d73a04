import { useState, type SyntheticEvent } from 'react';
import { Link } from 'wouter';
import { Button } from '@/components/Button';
import { Field, FormProblem } from '@/components/Field';
import type { SecondStep, Session } from '@/lib/model';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useServerQuery, useSignInMutation } from './accountsApi';
import { EntryPage } from './EntryPage';
import { OtherWaysIn } from './OtherWaysIn';
import { PasswordField } from './PasswordField';
import { takeNote } from './providerNote';
import { SecondStepPage } from './SecondStepPage';
import { asUsername } from './usernames';

export function SignInPage({ onSignedIn }: { onSignedIn: (session: Session) => void }) {
  const server = useServerQuery().data;
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const [note] = useState(takeNote);
  const [step, setStep] = useState<SecondStep | 'expired' | null>(note?.step ?? null);
  const [signIn, { isLoading, error }] = useSignInMutation();
  const words = text.accounts;

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (username === '' || password === '') return;
    void signIn({ username: username.trim(), password })
      .unwrap()
      .then(
        (entered) => ('secondStep' in entered ? setStep(entered.secondStep) : onSignedIn(entered)),
        () => undefined,
      );
  };

  if (step !== null && step !== 'expired')
    return (
      <SecondStepPage
        step={step}
        onSignedIn={onSignedIn}
        onStartOver={(expired) => {
          setPassword('');
          setChecked(false);
          setStep(expired ? 'expired' : null);
        }}
      />
    );
  return (
    <EntryPage title={words.signIn} lead={words.signInLead} onSubmit={submit}>
      {note?.problem !== undefined && error === undefined && <FormProblem>{note.problem}</FormProblem>}
      {step === 'expired' && error === undefined && (
        <FormProblem>{text.security.secondStep.expired}</FormProblem>
      )}
      {error !== undefined && <FormProblem>{refusal(error)}</FormProblem>}
      <Field
        label={words.username}
        name="username"
        value={username}
        onChange={(event) => setUsername(asUsername(event.target.value))}
        problem={checked && username === '' ? words.usernameMissing : undefined}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
      />
      <PasswordField
        name="password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        problem={checked && password === '' ? words.passwordMissing : undefined}
        autoComplete="current-password"
      />
      <Button type="submit" look="primary" wide busy={isLoading}>
        {words.signIn}
      </Button>
      <OtherWaysIn providers={server?.providers ?? []} onSignedIn={onSignedIn} />
      {server?.signUp !== 'closed' && (
        <p>
          {words.noAccount} <Link href={`/sign-up${location.search}`}>{words.signUp}</Link>
        </p>
      )}
    </EntryPage>
  );
}

function refusal(error: unknown): string {
  const problem = toProblem(error);
  return problem.code === 'unauthorized' ? text.accounts.wrong : explain(problem);
}
