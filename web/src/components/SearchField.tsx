import { Icon } from './Icon';
import styles from './SearchField.module.css';

interface SearchFieldProps {
  label: string;
  value: string;
  autoFocus?: boolean;
  onChange: (value: string) => void;
}

/** A line that narrows down what stands below it. */
export function SearchField({ label, value, autoFocus, onChange }: SearchFieldProps) {
  return (
    <label className={styles.find}>
      <Icon name="search" />
      <span className="visually-hidden">{label}</span>
      <input
        type="search"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        placeholder={label}
        autoFocus={autoFocus}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
    </label>
  );
}
