import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/Button';
import { Field, FormProblem, TextArea } from '@/components/Field';
import { SectionPart } from '@/components/SectionsPage';
import type { Me } from '@/lib/model';
import { notify } from '@/lib/notices';
import { explain, toProblem, type Problem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useChangeMeMutation } from './accountsApi';
import { PictureChoice } from './PictureChoice';
import styles from './Settings.module.css';
import { TimeZoneField } from './TimeZoneField';
import { asUsername, isUsername } from './usernames';

const words = text.settings.profile;

interface Draft {
  displayName: string;
  username: string;
  about: string;
  pronouns: string;
  timeZone: string;
}

/** What people see of me, and what I am called. */
export function ProfileSettings({ me }: { me: Me }) {
  // Only what was touched is kept here, so that a change from another device shows in the rest.
  const [touched, setTouched] = useState<Partial<Draft>>({});
  const [save, { isLoading, error, reset }] = useChangeMeMutation();
  const saved = savedDraft(me);
  const draft = { ...saved, ...touched };
  const changes = Object.fromEntries(
    Object.entries(touched).filter(([name, value]) => value !== saved[name as keyof Draft]),
  );
  const problem = error === undefined ? null : toProblem(error);
  const badName = !isUsername(draft.username);
  const set = (change: Partial<Draft>) => {
    reset();
    setTouched({ ...touched, ...change });
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (badName) return;
    void save(changes)
      .unwrap()
      .then(
        () => {
          setTouched({});
          notify(text.settings.saved);
        },
        () => undefined,
      );
  };

  return (
    <>
      <SectionPart title={words.picture} lead={words.lead}>
        <PictureChoice user={me.user} />
      </SectionPart>
      <form className={styles.form} onSubmit={submit} noValidate>
        {problem !== null && !isAtField(problem) && <FormProblem>{explain(problem)}</FormProblem>}
        <Field
          label={text.accounts.displayName}
          value={draft.displayName}
          onChange={({ target }) => set({ displayName: target.value })}
          problem={problemAt('displayName', problem)}
          maxLength={64}
          autoComplete="name"
        />
        <Field
          label={text.accounts.username}
          hint={words.usernameHint}
          leading={<span aria-hidden="true">@</span>}
          value={draft.username}
          onChange={({ target }) => set({ username: asUsername(target.value) })}
          problem={badName ? text.accounts.usernameWrong : problemAt('username', problem)}
          maxLength={32}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
        <Field
          label={words.pronouns}
          hint={words.pronounsHint}
          value={draft.pronouns}
          onChange={({ target }) => set({ pronouns: target.value })}
          problem={problemAt('pronouns', problem)}
          maxLength={40}
          autoComplete="off"
        />
        <TextArea
          label={words.about}
          hint={words.aboutHint}
          value={draft.about}
          onChange={({ target }) => set({ about: target.value })}
          problem={problemAt('about', problem)}
          maxLength={1_000}
        />
        <TimeZoneField
          value={draft.timeZone}
          onChange={(timeZone) => set({ timeZone })}
          problem={problemAt('timeZone', problem)}
        />
        <footer className={styles.actions}>
          <Button type="submit" look="primary" busy={isLoading} disabled={Object.keys(changes).length === 0}>
            {text.save}
          </Button>
        </footer>
      </form>
    </>
  );
}

const savedDraft = ({ user, profile }: Me): Draft => ({
  displayName: user.displayName,
  username: user.username,
  about: profile.about ?? '',
  pronouns: profile.pronouns ?? '',
  timeZone: profile.timeZone ?? '',
});

const fields = ['displayName', 'username', 'about', 'pronouns', 'timeZone'];
const isAtField = ({ field }: Problem) => fields.includes(field ?? '');

function problemAt(field: string, problem: Problem | null): string | undefined {
  if (problem?.field !== field) return undefined;
  return problem.code === 'conflict' ? text.accounts.taken : explain(problem);
}
