import { text } from '@/lib/text';
import { clockTime, exactTime } from '@/lib/time';
import styles from './Message.module.css';

const words = text.people.blocking;

/** Stands in the place of what a blocked person said. */
export function HiddenMessage({ at, onShow }: { at: string; onShow: () => void }) {
  return (
    <p className={styles.hidden}>
      {words.hidden} ·{' '}
      <button type="button" onClick={onShow}>
        {words.show}
      </button>{' '}
      <time dateTime={at} title={exactTime(at)}>
        {clockTime(at)}
      </time>
    </p>
  );
}
