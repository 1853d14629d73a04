import { useState, type SyntheticEvent } from 'react';
import { Link } from 'wouter';
import { Button } from '@/components/Button';
import { FormProblem } from '@/components/Field';
import { nameOf } from '@/lib/names';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { usePasswordLinkQuery, useUsePasswordLinkMutation } from './accountsApi';
import { EntryPage } from './EntryPage';
import { PasswordField } from './PasswordField';
import { isPassword } from './usernames';

const words = text.accounts;

/** Where a link to another password leads: chooses one, and then on to signing in. */
export function PasswordLinkPage({ code, onChosen }: { code: string; onChosen: () => void }) {
  const asked = usePasswordLinkQuery(code);
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const [choose, { isLoading, error, reset }] = useUsePasswordLinkMutation();
  const refused = error === undefined ? null : toProblem(error);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!isPassword(password)) return;
    void choose({ code, password })
      .unwrap()
      .then(onChosen, () => undefined);
  };

  const gone =
    refused?.code === 'not_found' || (asked.isError && toProblem(asked.error).code === 'not_found');
  if (gone || asked.isError)
    return (
      <EntryPage
        title={words.linkGoneTitle}
        lead={gone ? words.linkGoneLead : explain(toProblem(asked.error))}
      >
        <Link href="/sign-in">{words.signIn}</Link>
      </EntryPage>
    );
  if (asked.data === undefined) return <main aria-busy="true" />;
  return (
    <EntryPage
      title={words.choosePassword}
      lead={words.choosePasswordLead(nameOf(asked.data.user), asked.data.user.username)}
      onSubmit={submit}
    >
      {refused !== null && refused.field !== 'password' && <FormProblem>{explain(refused)}</FormProblem>}
      {/* For the browser's own memory of passwords. */}
      <input
        type="hidden"
        name="username"
        autoComplete="username"
        value={asked.data.user.username}
        readOnly
      />
      <PasswordField
        hint={words.passwordHint}
        name="password"
        value={password}
        onChange={(event) => {
          setPassword(event.target.value);
          reset();
        }}
        problem={
          checked && !isPassword(password)
            ? words.passwordShort
            : refused?.field === 'password'
              ? explain(refused)
              : undefined
        }
        autoComplete="new-password"
        autoFocus
      />
      <Button type="submit" look="primary" wide busy={isLoading}>
        {words.choosePasswordNow}
      </Button>
    </EntryPage>
  );
}
