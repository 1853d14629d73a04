import { useId, type ComponentProps, type ReactNode } from 'react';
import styles from './Field.module.css';

interface FieldProps extends ComponentProps<'input'> {
  label: string;
  hint?: string;
  problem?: string;
  /** Something at the end of the field, such as a button that shows the password. */
  trailing?: ReactNode;
  leading?: ReactNode;
}

export function Field({ label, hint, problem, trailing, leading, ...input }: FieldProps) {
  const id = useId();
  const note = problem ?? hint;
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.box} data-wrong={problem !== undefined || undefined}>
        {leading}
        <input
          {...input}
          id={id}
          className={styles.input}
          aria-invalid={problem !== undefined || undefined}
          aria-describedby={note === undefined ? undefined : `${id}-note`}
        />
        {trailing}
      </div>
      {note !== undefined && (
        <p id={`${id}-note`} className={problem === undefined ? styles.hint : styles.problem}>
          {note}
        </p>
      )}
    </div>
  );
}

interface TextAreaProps extends ComponentProps<'textarea'> {
  label: string;
  hint?: string;
  problem?: string;
}

/** Several lines of text; it grows with them. */
export function TextArea({ label, hint, problem, ...area }: TextAreaProps) {
  const id = useId();
  const note = problem ?? hint;
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.box} data-wrong={problem !== undefined || undefined}>
        <textarea
          rows={3}
          dir="auto"
          {...area}
          id={id}
          className={`${styles.area} scroll`}
          aria-invalid={problem !== undefined || undefined}
          aria-describedby={note === undefined ? undefined : `${id}-note`}
        />
      </div>
      {note !== undefined && (
        <p id={`${id}-note`} className={problem === undefined ? styles.hint : styles.problem}>
          {note}
        </p>
      )}
    </div>
  );
}

interface SelectProps<Value extends string> {
  label: string;
  value: Value;
  options: Partial<Record<Value, string>>;
  onChange: (value: Value) => void;
}

/** One of a few, in the browser's own list. */
export function Select<Value extends string>({ label, value, options, onChange }: SelectProps<Value>) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.box}>
        <select
          id={id}
          className={styles.input}
          value={value}
          onChange={(event) => onChange(event.target.value as Value)}
        >
          {Object.entries(options).map(([option, name]) => (
            <option key={option} value={option}>
              {name as string}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

/** What went wrong with the whole form. */
export function FormProblem({ children }: { children: ReactNode }) {
  return (
    <p role="alert" className={styles.alert}>
      {children}
    </p>
  );
}
