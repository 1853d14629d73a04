import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/Button';
import { FormProblem } from '@/components/Field';
import { SectionPart } from '@/components/SectionsPage';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useChangePasswordMutation } from './accountsApi';
import { PasswordField } from './PasswordField';
import { securityApi } from './securityApi';
import styles from './Settings.module.css';
import { gaveUp, useConfirmed } from './useConfirmed';
import { isPassword } from './usernames';

const words = text.settings.password;

export function PasswordSettings({ username }: { username: string }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [checked, setChecked] = useState(false);
  const [change, { isLoading, error, reset }] = useChangePasswordMutation();
  // Who came by way of another account has no password yet, and needs none to set one.
  const hasPassword = securityApi.useSecurityQuery().data?.hasPassword !== false;
  const { confirmed, dialog } = useConfirmed();
  const problem = error === undefined ? null : toProblem(error);
  const at = (field: string) => (problem?.field === field ? explain(problem) : undefined);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if ((hasPassword && current === '') || !isPassword(next)) return;
    void confirmed(() => change({ ...(hasPassword && { current }), new: next }).unwrap()).then(
      (answer) => {
        if (answer === gaveUp) return;
        setCurrent('');
        setNext('');
        setChecked(false);
        notify(words.changed);
      },
      () => undefined,
    );
  };
  return (
    <SectionPart lead={words.lead}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {problem !== null && problem.field === undefined && <FormProblem>{explain(problem)}</FormProblem>}
        {/* Lets a password manager know whose password this is. */}
        <input hidden readOnly name="username" autoComplete="username" value={username} />
        {hasPassword && (
          <PasswordField
            label={words.current}
            value={current}
            onChange={({ target }) => {
              setCurrent(target.value);
              reset();
            }}
            problem={checked && current === '' ? words.currentMissing : at('current') && words.wrong}
            autoComplete="current-password"
          />
        )}
        <PasswordField
          label={words.new}
          hint={text.accounts.passwordHint}
          value={next}
          onChange={({ target }) => {
            setNext(target.value);
            reset();
          }}
          problem={checked && !isPassword(next) ? text.accounts.passwordShort : at('new')}
          autoComplete="new-password"
        />
        <footer className={styles.actions}>
          <Button type="submit" look="primary" busy={isLoading}>
            {words.change}
          </Button>
        </footer>
      </form>
      {dialog}
    </SectionPart>
  );
}
