import { useState, type ReactNode, type SyntheticEvent } from 'react';
import { Button, IconButton } from '@/components/Button';
import { Field, FormProblem, Select } from '@/components/Field';
import type { Status } from '@/lib/model';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { clockTime, exactTime } from '@/lib/time';
import { useChangeMeMutation } from './accountsApi';
import styles from './Settings.module.css';
import { asFieldTime, endOf, type Ending } from './statusTime';

interface StatusFormProps {
  status: Status | null;
  /** A button that lets somebody pick an emoji. */
  picker: (pick: (emoji: string) => void) => ReactNode;
  onDone?: () => void;
}

const words = text.settings.status;
const hour = 60 * 60_000;

/** What I am up to: an emoji, a line, and when it is over. */
export function StatusForm({ status, picker, onDone }: StatusFormProps) {
  const [emoji, setEmoji] = useState(status?.emoji ?? '');
  const [line, setLine] = useState(status?.text ?? '');
  const [ending, setEnding] = useState<Ending>(status?.until ? 'own' : 'never');
  const [own, setOwn] = useState(() => asFieldTime(firstChoice(status)));
  const [save, { isLoading, error, reset }] = useChangeMeMutation();
  const [past, setPast] = useState(false);
  const isEmpty = emoji === '' && line.trim() === '';

  const store = (next: Partial<Status>, said: string) =>
    void save({ status: { emoji: null, text: null, until: null, ...next } })
      .unwrap()
      .then(
        () => {
          notify(said);
          onDone?.();
        },
        () => undefined,
      );
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const until = endOf(ending, new Date(), own);
    const isPast = until !== null && !(until.getTime() > Date.now());
    setPast(isPast);
    if (isEmpty || isPast) return;
    store(
      { emoji: emoji || null, text: line.trim() || null, until: until?.toISOString() ?? null },
      words.set,
    );
  };
  const clear = () => {
    setEmoji('');
    setLine('');
    setEnding('never');
    reset();
    if (status !== null) store({}, words.cleared);
  };

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {error !== undefined && <FormProblem>{explain(toProblem(error))}</FormProblem>}
      <div className={styles.row}>
        <span className={styles.sign}>
          {emoji}
          {picker(setEmoji)}
          {emoji !== '' && (
            <IconButton small icon="close" label={words.clearEmoji} onClick={() => setEmoji('')} />
          )}
        </span>
        <Field
          label={words.text}
          placeholder={words.placeholder}
          value={line}
          onChange={({ target }) => setLine(target.value)}
          maxLength={100}
          autoComplete="off"
        />
      </div>
      <div className={styles.ideas} role="group" aria-label={words.ideas}>
        {words.suggestions.map((idea) => (
          <button
            key={idea.text}
            type="button"
            onClick={() => {
              setEmoji(idea.emoji);
              setLine(idea.text);
              setEnding(idea.until);
            }}
          >
            {idea.emoji} {idea.text}
          </button>
        ))}
      </div>
      <Select label={words.until} value={ending} options={words.choices} onChange={setEnding} />
      {ending === 'own' && (
        <Field
          label={words.time}
          type="datetime-local"
          value={own}
          min={asFieldTime(new Date())}
          onChange={({ target }) => {
            setOwn(target.value);
            setPast(false);
          }}
          problem={past ? words.timePast : undefined}
        />
      )}
      <footer className={styles.actions}>
        <Button type="submit" look="primary" busy={isLoading} disabled={isEmpty}>
          {words.save}
        </Button>
        {(status !== null || !isEmpty) && (
          <Button look="quiet" busy={isLoading} onClick={clear}>
            {words.clear}
          </Button>
        )}
      </footer>
    </form>
  );
}

/** Until when: "Until 14:30", or with the day when that is another one. */
export function untilWords(until: string): string {
  const sameDay = new Date(until).toDateString() === new Date().toDateString();
  return words.endsAt(sameDay ? clockTime(until) : exactTime(until));
}

const firstChoice = (status: Status | null) =>
  status?.until ? new Date(status.until) : new Date(Date.now() + hour);
