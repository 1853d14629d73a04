import { text } from '@/lib/text';
import styles from './Moderation.module.css';

const words = text.moderation;
type Duration = keyof typeof words.durations;

/** Seconds, or for ever. */
export const timeoutLengths: Duration[] = [600, 3600, 86400, 604800, 2419200];
export const banLengths: Duration[] = [3600, 86400, 604800, 2419200, 'forever'];
export const usualTimeout: Duration = 3600;
export const usualBan: Duration = 604800;
export const usualAddressBan: Duration = 86400;
export const secondsOf = (length: Duration) => (length === 'forever' ? undefined : length);

interface DurationChoiceProps {
  lengths: Duration[];
  value: Duration;
  onChange: (length: Duration) => void;
}

export function DurationChoice({ lengths, value, onChange }: DurationChoiceProps) {
  return (
    <fieldset className={styles.choices}>
      <legend>{words.howLong}</legend>
      {lengths.map((length) => (
        <label key={length} className={styles.choice}>
          <input type="radio" name="length" checked={value === length} onChange={() => onChange(length)} />
          {words.durations[length]}
        </label>
      ))}
    </fieldset>
  );
}
