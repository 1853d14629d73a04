import { text } from '@/lib/text';
import styles from './Count.module.css';

interface CountProps {
  value: number;
  /** What is counted, in words: "3 open reports". */
  label: string;
  /** Calls for no attention. */
  quiet?: boolean;
}

/** How many of something wait, after the name of where they do; nothing where none does. */
export function Count({ value, label, quiet }: CountProps) {
  if (value === 0) return null;
  return (
    <span className={quiet ? styles.quiet : styles.loud}>
      <span aria-hidden="true">{value > 999 ? '999+' : text.number(value)}</span>
      <span className="visually-hidden">, {label}</span>
    </span>
  );
}
