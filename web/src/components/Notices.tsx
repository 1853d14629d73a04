import { useSyncExternalStore } from 'react';
import { notices } from '@/lib/notices';
import styles from './Notices.module.css';

export function Notices() {
  const notice = useSyncExternalStore(notices.subscribe, notices.getSnapshot);
  return (
    <div role="status" className={styles.place}>
      {notice !== null && (
        <p key={notice.id} className={styles.notice}>
          {notice.words}
        </p>
      )}
    </div>
  );
}
