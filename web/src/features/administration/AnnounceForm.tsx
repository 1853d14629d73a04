import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/Button';
import { Field, FormProblem } from '@/components/Field';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useAnnounceMutation } from './administrationApi';
import styles from './Section.module.css';

const words = text.administration.announce;
/** As the server has it. */
const longest = 300;

/** Says something to everybody who is connected. */
export function AnnounceForm() {
  const [line, setLine] = useState('');
  const [checked, setChecked] = useState(false);
  const [announce, { isLoading, error, reset }] = useAnnounceMutation();
  const problem = error === undefined ? undefined : toProblem(error);
  const isMissing = checked && line.trim() === '';
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (line.trim() === '') return;
    void announce(line.trim())
      .unwrap()
      .then(
        () => {
          notify(words.sent);
          setLine('');
          setChecked(false);
        },
        () => undefined,
      );
  };
  return (
    <section className={styles.group} aria-labelledby="announce">
      <h2 id="announce">{words.title}</h2>
      <p className={styles.lead}>{words.lead}</p>
      <form className={styles.form} onSubmit={submit} noValidate>
        {problem !== undefined && problem.field !== 'text' && <FormProblem>{explain(problem)}</FormProblem>}
        <Field
          label={words.label}
          placeholder={words.placeholder}
          problem={isMissing ? words.missing : problem?.field === 'text' ? explain(problem) : undefined}
          value={line}
          maxLength={longest}
          autoComplete="off"
          dir="auto"
          onChange={({ target: { value } }) => {
            reset();
            setLine(value);
          }}
        />
        <div>
          <Button type="submit" look="primary" busy={isLoading}>
            {words.send}
          </Button>
        </div>
      </form>
    </section>
  );
}
