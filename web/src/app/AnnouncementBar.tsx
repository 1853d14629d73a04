import { useSyncExternalStore } from 'react';
import { text } from '@/lib/text';
import { announcements, heardAnnouncement } from './announcements';
import styles from './AnnouncementBar.module.css';

/** What an administrator has told everybody; stays until it is dismissed. */
export function AnnouncementBar() {
  const words = useSyncExternalStore(announcements.subscribe, announcements.getSnapshot);
  return (
    <div role="status">
      {words !== null && (
        <div className={styles.bar}>
          {words}
          <button type="button" className={styles.dismiss} onClick={() => heardAnnouncement(null)}>
            {text.administration.dismiss}
          </button>
        </div>
      )}
    </div>
  );
}
