import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/Button';
import { FormProblem } from '@/components/Field';
import { SectionPart } from '@/components/SectionsPage';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useChangePasswordMutation } from './accountsApi';
import { PasswordField } from './PasswordField';
import styles from './Settings.module.css';
import { isPassword } from './usernames';

const words = text.settings.password;

export function PasswordSettings({ username }: { username: string }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [checked, setChecked] = useState(false);
  const [change, { isLoading, error, reset }] = useChangePasswordMutation();
  const problem = error === undefined ? null : toProblem(error);
  const at = (field: string) => (problem?.field === field ? explain(problem) : undefined);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (current === '' || !isPassword(next)) return;
    void change({ current, new: next })
      .unwrap()
      .then(
        () => {
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
    </SectionPart>
  );
}
