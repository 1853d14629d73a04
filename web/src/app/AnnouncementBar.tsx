import { useSyncExternalStore } from 'react';
import { IconButton } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { nameOf } from '@/lib/names';
import { text } from '@/lib/text';
import { moment } from '@/lib/time';
import { announcements, dismissAnnouncement } from './announcements';
import styles from './AnnouncementBar.module.css';

const words = text.administration.announce;

/** What an administrator has told everybody; lies over the page, whichever it is, until it is dismissed. */
export function AnnouncementBar() {
  const announcement = useSyncExternalStore(announcements.subscribe, announcements.getSnapshot);
  return (
    // Said so twice: a dialog hides everything from screen readers but what is marked as live.
    <div role="status" aria-live="polite" className={styles.place}>
      {announcement !== null && (
        <div className={styles.bar}>
          <Icon name="alert" />
          <p>
            <span dir="auto">{announcement.text}</span>
            <small>{words.from(announcement.by && nameOf(announcement.by), moment(announcement.at))}</small>
          </p>
          <IconButton small icon="close" label={words.dismiss} onClick={dismissAnnouncement} />
        </div>
      )}
    </div>
  );
}
