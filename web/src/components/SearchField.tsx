import { Icon } from './Icon';
import styles from './SearchField.module.css';

interface SearchFieldProps {
  label: string;
  value: string;
  autoFocus?: boolean;
  onChange: (value: string) => void;
}

/** Narrows a list down; its name stands in it until something is typed. */
export function SearchField({ label, value, autoFocus, onChange }: SearchFieldProps) {
  return (
    <label className={styles.find}>
      <Icon name="search" />
      <span className="visually-hidden">{label}</span>
      <input
        type="search"
        value={value}
        placeholder={label}
        onChange={(event) => onChange(event.target.value)}
        autoFocus={autoFocus}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
    </label>
  );
}

interface FilterProps<Value extends string> {
  label: string;
  value: Value;
  options: Record<Value, string>;
  onChange: (value: Value) => void;
}

/** One of a few that a list is narrowed down to; its options say what it is about. */
export function Filter<Value extends string>({ label, value, options, onChange }: FilterProps<Value>) {
  return (
    <label className={styles.select}>
      <span className="visually-hidden">{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value as Value)}>
        {Object.entries<string>(options).map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
