import { useId } from 'react';
import styles from './Choices.module.css';

interface ChoicesProps<Value extends string> {
  label: string;
  value: Value;
  options: Record<Value, string>;
  hints?: Partial<Record<Value, string>>;
  onChange: (value: Value) => void;
}

/** One of a few, each with a word on what it means. */
export function Choices<Value extends string>({
  label,
  value,
  options,
  hints,
  onChange,
}: ChoicesProps<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.choices}>
      <legend>{label}</legend>
      {(Object.keys(options) as Value[]).map((option) => (
        <label key={option} className={styles.choice}>
          <input type="radio" name={name} checked={option === value} onChange={() => onChange(option)} />
          <span>
            <b>{options[option]}</b>
            {hints?.[option] !== undefined && <small>{hints[option]}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
