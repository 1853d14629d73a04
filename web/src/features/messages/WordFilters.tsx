import { useState, type SyntheticEvent } from 'react';
import { Button, IconButton } from '@/components/Button';
import { Choices } from '@/components/Choices';
import { Field, FormProblem } from '@/components/Field';
import type { FilterAction, WordFilter } from '@/lib/model';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import {
  useAddFilterMutation,
  useFiltersQuery,
  useRemoveFilterMutation,
  type FilterScope,
} from './filtersApi';
import styles from './Filters.module.css';

const words = text.filters;

/** The words that messages are looked at for, and what then happens. */
export function WordFilters({ scope }: { scope: FilterScope }) {
  const { data: filters, error } = useFiltersQuery(scope, { refetchOnMountOrArgChange: true });
  return (
    <>
      <AddFilter scope={scope} />
      <ul
        className={`${styles.list} scroll`}
        aria-label={words.list}
        aria-busy={filters === undefined}
        tabIndex={0}
      >
        {error !== undefined && <li className={styles.note}>{explain(toProblem(error))}</li>}
        {filters?.length === 0 && <li className={styles.note}>{words.none}</li>}
        {filters?.map((filter) => (
          <FilterRow key={filter.id} scope={scope} filter={filter} />
        ))}
      </ul>
    </>
  );
}

function AddFilter({ scope }: { scope: FilterScope }) {
  const [pattern, setPattern] = useState('');
  const [action, setAction] = useState<FilterAction>('warn');
  const [add, { isLoading, error }] = useAddFilterMutation();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void add({ scope, pattern, action })
      .unwrap()
      .then(
        () => setPattern(''),
        () => undefined,
      );
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {error !== undefined && <FormProblem>{explain(toProblem(error))}</FormProblem>}
      <Field
        label={words.pattern}
        hint={words.patternHint}
        value={pattern}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setPattern(event.target.value)}
      />
      <Choices
        label={words.action}
        value={action}
        options={words.actions}
        hints={words.hints}
        onChange={setAction}
      />
      <Button type="submit" look="primary" busy={isLoading} disabled={pattern.trim() === ''}>
        {words.add}
      </Button>
    </form>
  );
}

function FilterRow({ scope, filter }: { scope: FilterScope; filter: WordFilter }) {
  const [remove, { isLoading }] = useRemoveFilterMutation();
  return (
    <li className={styles.row}>
      <bdi className={styles.pattern}>{filter.pattern}</bdi>
      <small>{words.actions[filter.action]}</small>
      <IconButton
        small
        icon="trash"
        label={words.remove(filter.pattern)}
        disabled={isLoading}
        onClick={() => void remove({ scope, filter: filter.id })}
      />
    </li>
  );
}
