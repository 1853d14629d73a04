import { Tabs } from 'radix-ui';
import { Dialog } from '@/components/Dialog';
import type { Room } from '@/lib/model';
import { titleOf } from '@/lib/names';
import { may } from '@/lib/permissions';
import { text } from '@/lib/text';
import { AuditList } from './AuditList';
import { actsOn, pagesOf } from './model';
import { OpenReports } from './OpenReports';
import { ReportsList } from './ReportsList';
import { RestrictedList } from './RestrictedList';
import styles from './Moderation.module.css';

interface ModerationDialogProps {
  room: Room;
  onShow: (seq: number) => void;
  onClose: () => void;
}

const words = text.moderation;

/** A room's reports, timeouts, bans and audit log, as far as I may see them. */
export function ModerationDialog({ room, onShow, onClose }: ModerationDialogProps) {
  const pages = pagesOf(room);
  return (
    <Dialog tall title={words.title(titleOf(room))} onClose={onClose}>
      <Tabs.Root className={styles.tabs} defaultValue={pages[0] ?? ''}>
        <Tabs.List className={styles.list} aria-label={words.open}>
          {pages.map((page) => (
            <Tabs.Trigger key={page} value={page} className={styles.tab}>
              {words.tabs[page]}
              {page === 'reports' && <OpenReports scope={room.id} />}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {pages.map((page) => (
          <Tabs.Content key={page} value={page} className={styles.pane}>
            {page === 'reports' && (
              <ReportsList
                scope={room.id}
                actsFor={() => actsOn(room, 'guest')}
                mayDelete={() => may(room, 'delete_messages')}
                onShow={(report) => onShow(report.seq)}
              />
            )}
            {(page === 'bans' || page === 'timeouts') && <RestrictedList room={room.id} what={page} />}
            {page === 'audit' && <AuditList scope={room.id} />}
          </Tabs.Content>
        ))}
      </Tabs.Root>
    </Dialog>
  );
}
