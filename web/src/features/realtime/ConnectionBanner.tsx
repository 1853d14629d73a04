import { useEffect, useState, useSyncExternalStore } from 'react';
import { text } from '@/lib/text';
import type { Connection, ConnectionState } from './connection';
import styles from './ConnectionBanner.module.css';

const words = text.realtime;
const backShownFor = 2_500;
/** A connection that is made at once needs no words. */
const patience = 1_500;

export function ConnectionBanner({ connection }: { connection: Connection }) {
  const state = useSyncExternalStore(connection.subscribe, connection.getSnapshot);
  const shown = useShown(state);
  return (
    <div role="status" className={styles.place}>
      {shown !== null && (
        <div className={styles.banner} data-state={shown}>
          <span className={styles.dot} aria-hidden="true" />
          {sentences[shown]}
          {(shown === 'lost' || shown === 'offline') && (
            <button type="button" className={styles.retry} onClick={connection.retryNow}>
              {words.retryNow}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

type Shown = 'connecting' | 'lost' | 'offline' | 'back';
const sentences: Record<Shown, string> = {
  connecting: words.connecting,
  lost: words.lost,
  offline: words.offline,
  back: words.back,
};

/** Trouble shows until it is over; that it is over shows for a moment. */
function useShown(state: ConnectionState): Shown | null {
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    const back = (before: Shown | null) => (before === 'lost' || before === 'offline' ? 'back' : null);
    const steps: [number, (before: Shown | null) => Shown | null][] =
      state === 'online'
        ? [
            [0, back],
            [backShownFor, () => null],
          ]
        : [[state === 'connecting' ? patience : 0, () => state]];
    const timers = steps.map(([after, show]) => setTimeout(() => setShown(show), after));
    return () => timers.forEach(clearTimeout);
  }, [state]);
  return shown;
}
