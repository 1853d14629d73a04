import { useEffect, useState } from 'react';
import { Icon } from '@/components/Icon';
import type { Room } from '@/lib/model';
import { text } from '@/lib/text';
import { moment } from '@/lib/time';
import { timeLeft } from './time';
import styles from './Moderation.module.css';

const words = text.moderation.silenced;

/** Stands in place of the composer while somebody is silenced: how long, and why. */
export function Silenced({ timeout }: { timeout: NonNullable<Room['timeout']> }) {
  const now = useNow();
  const until = timeout.until ?? '';
  return (
    <div className={styles.silenced} role="status">
      <Icon name="clock" />
      <p>
        {words.title(timeLeft(until, now))}{' '}
        <small>
          {words.until(moment(until, now))} {timeout.reason && <bdi>{words.why(timeout.reason)}</bdi>}
        </small>
      </p>
    </div>
  );
}

/** Whether a timeout still lasts; tells again when it has ended. */
export function useTimeout(timeout: Room['timeout']): Room['timeout'] {
  const [ended, setEnded] = useState<string | null>(null);
  const until = timeout?.until;
  useEffect(() => {
    if (!until) return;
    const left = new Date(until).getTime() - Date.now();
    const timer = setTimeout(() => setEnded(until), Math.min(Math.max(left, 0), longestTimer));
    return () => clearTimeout(timer);
  }, [until]);
  return until && until !== ended ? timeout : null;
}

/** setTimeout takes no more than 31 bits of milliseconds, nearly 25 days; nobody has a page open for that long. */
const longestTimer = 2 ** 31 - 1;
const tick = 1_000;

function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), tick);
    return () => clearInterval(timer);
  }, []);
  return now;
}
