import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/Button';
import { Choices } from '@/components/Choices';
import { Field, FormProblem } from '@/components/Field';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import {
  useChangeSettingsMutation,
  useSettingsQuery,
  type Limits,
  type SettingsAnswer,
  type SettingsChange,
} from './administrationApi';
import { Loading } from './Loading';
import styles from './Section.module.css';

const words = text.administration.settings;
type Policy = keyof typeof words.policies;
const limitNames = Object.keys(words.limitNames) as (keyof Limits)[];

/** What can be changed while the server runs: its name, who may sign up, the limits. */
export function SettingsSection() {
  const asked = useSettingsQuery(undefined, { refetchOnMountOrArgChange: true });
  return (
    <Loading asked={asked}>
      {(answer) => <SettingsForm key={JSON.stringify(answer.settings)} answer={answer} />}
    </Loading>
  );
}

interface Draft {
  name: string;
  signUp: string;
  limits: Record<keyof Limits, string>;
}

function SettingsForm({ answer }: { answer: SettingsAnswer }) {
  const { settings, configured } = answer;
  const [draft, setDraft] = useState<Draft>(() => ({
    ...settings,
    limits: inText(settings.limits),
  }));
  const [checked, setChecked] = useState(false);
  const [change, { isLoading, error }] = useChangeSettingsMutation();
  const problem = error === undefined ? null : toProblem(error);
  const problemAt = (field: string) => (problem?.field === field ? explain(problem) : undefined);
  const news = changesOf(settings, draft);
  const isChanged = (field: string) => answer.changed.includes(field);
  const send = (body: SettingsChange) =>
    void change(body)
      .unwrap()
      .then(
        () => notify(words.saved),
        () => undefined,
      );

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (limitNames.some((name) => !isNumber(draft.limits[name]))) return;
    if (Object.keys(news).length === 0) notify(words.unchanged);
    else send(news);
  };
  const back = (field: string, name: string, value: string) =>
    isChanged(field) && (
      <Configured name={name} value={value} busy={isLoading} onReset={() => send({ reset: [field] })} />
    );

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <p className={styles.lead}>{words.lead}</p>
      {problem !== null && problem.field === undefined && <FormProblem>{explain(problem)}</FormProblem>}
      <section className={styles.group} aria-labelledby="settings-server">
        <h2 id="settings-server">{words.server}</h2>
        <div className={styles.setting}>
          <Field
            label={words.name}
            hint={words.nameHint}
            value={draft.name}
            maxLength={60}
            problem={problemAt('name')}
            onChange={({ target: { value } }) => setDraft({ ...draft, name: value })}
          />
          {back('name', words.name, configured.name)}
        </div>
        <div className={styles.setting}>
          <Choices
            label={words.signUp}
            value={draft.signUp as Policy}
            options={words.policies}
            hints={words.policyHints}
            onChange={(signUp) => setDraft({ ...draft, signUp })}
          />
          {back('signUp', words.signUp, words.policies[configured.signUp as Policy])}
        </div>
      </section>
      <section className={styles.group} aria-labelledby="settings-limits">
        <h2 id="settings-limits">{words.limits}</h2>
        <p className={styles.lead}>{words.limitsLead}</p>
        {limitNames.map((name) => (
          <div key={name} className={styles.setting}>
            <Field
              label={words.limitNames[name]}
              inputMode="numeric"
              value={draft.limits[name]}
              problem={
                checked && !isNumber(draft.limits[name]) ? words.numberWrong : problemAt(`limits.${name}`)
              }
              onChange={({ target: { value } }) =>
                setDraft({ ...draft, limits: { ...draft.limits, [name]: value } })
              }
            />
            {back(`limits.${name}`, words.limitNames[name], text.number(configured.limits[name] ?? 0))}
          </div>
        ))}
      </section>
      <div>
        <Button type="submit" look="primary" busy={isLoading}>
          {text.save}
        </Button>
      </div>
    </form>
  );
}

interface ConfiguredProps {
  name: string;
  value: string;
  busy: boolean;
  onReset: () => void;
}

/** Stands below a setting that is not as configured. */
function Configured({ name, value, busy, onReset }: ConfiguredProps) {
  return (
    <p className={styles.configured}>
      {words.configured(value)}
      <Button small look="quiet" busy={busy} onClick={onReset} aria-label={words.resetOf(name)}>
        {words.reset}
      </Button>
    </p>
  );
}

const isNumber = (typed: string) => /^[1-9]\d{0,8}$/.test(typed.trim());
const inText = (limits: Limits) =>
  Object.fromEntries(limitNames.map((name) => [name, String(limits[name])])) as Draft['limits'];

/** Only what differs is sent: what somebody else changed meanwhile stays. */
function changesOf(before: SettingsAnswer['settings'], draft: Draft): SettingsChange {
  const limits = limitNames.filter((name) => String(before.limits[name]) !== draft.limits[name].trim());
  return {
    ...(draft.name !== before.name && { name: draft.name }),
    ...(draft.signUp !== before.signUp && { signUp: draft.signUp }),
    ...(limits.length > 0 && {
      limits: Object.fromEntries(limits.map((name) => [name, Number(draft.limits[name])])),
    }),
  };
}
