import { Field } from '@/components/Field';
import type { RoomBasics, Visibility } from '@/lib/model';
import { handleFrom } from '@/lib/names';
import type { Problem } from '@/lib/problem';
import { explain } from '@/lib/problem';
import { text } from '@/lib/text';
import styles from './RoomForm.module.css';

const words = text.rooms;
export const isHandle = (name: string) => /^[a-z0-9_-]{2,64}$/.test(name);

export interface RoomFormProps {
  details: RoomBasics;
  onChange: (details: RoomBasics) => void;
  /** While a new room's address is not touched, it follows the name. */
  follow: boolean;
  onHandleTouched: () => void;
  checked: boolean;
  problem: Problem | null;
  withTopic?: boolean;
}

export function RoomForm(props: RoomFormProps) {
  const { details, onChange, follow, onHandleTouched, checked, problem, withTopic = true } = props;
  const set = (change: Partial<RoomBasics>) => onChange({ ...details, ...change });
  return (
    <>
      <Field
        label={words.title}
        hint={words.titleHint}
        value={details.title}
        onChange={({ target: { value } }) =>
          set(follow ? { title: value, name: handleFrom(value) } : { title: value })
        }
        problem={problemAt('title', problem)}
        maxLength={80}
        autoFocus
      />
      <Field
        label={words.handle}
        hint={words.handleHint}
        leading={<span aria-hidden="true">#</span>}
        value={details.name}
        onChange={({ target: { value } }) => {
          onHandleTouched();
          set({ name: value.toLowerCase().replace(/\s+/g, '-') });
        }}
        problem={checked && !isHandle(details.name) ? words.handleWrong : problemAt('name', problem)}
        maxLength={64}
        autoCapitalize="none"
        spellCheck={false}
      />
      {withTopic && (
        <Field
          label={words.topic}
          hint={words.topicHint}
          value={details.topic}
          onChange={({ target: { value } }) => set({ topic: value })}
          problem={problemAt('topic', problem)}
          maxLength={250}
        />
      )}
      <fieldset className={styles.choices}>
        <legend>{words.visibility}</legend>
        {choices.map(({ visibility, name, hint }) => (
          <label key={visibility} className={styles.choice}>
            <input
              type="radio"
              name="visibility"
              checked={details.visibility === visibility}
              onChange={() => set({ visibility })}
            />
            <span>
              <b>{name}</b>
              <small>{hint}</small>
            </span>
          </label>
        ))}
      </fieldset>
    </>
  );
}

const choices: { visibility: Visibility; name: string; hint: string }[] = [
  { visibility: 'public', name: words.public, hint: words.publicHint },
  { visibility: 'private', name: words.privateOption, hint: words.privateHint },
];

/** The fields of the form, as the server names them. */
export const roomFields = ['title', 'name', 'topic'];

function problemAt(field: string, problem: Problem | null): string | undefined {
  if (problem === null) return undefined;
  if (problem.code === 'conflict') return field === 'name' ? words.handleTaken : undefined;
  return problem.field === field ? explain(problem) : undefined;
}
