import { Button, IconButton } from '@/components/Button';
import { Confirm } from '@/components/Confirm';
import { nameOf } from '@/lib/names';
import { text } from '@/lib/text';
import type { Purging } from './usePurging';
import styles from './Purging.module.css';

const words = text.messageActions;

/** Asks before somebody's last hour is deleted. */
export function PurgeConfirm({ purging }: { purging: Purging }) {
  const { asked, busy, problem, confirm, cancel } = purging;
  if (asked === null) return null;
  return (
    <Confirm
      title={words.purgeTitle(nameOf(asked))}
      lead={words.purgeLead}
      action={words.purgeNow}
      busy={busy}
      problem={problem ?? undefined}
      onConfirm={() => void confirm()}
      onClose={cancel}
    />
  );
}

/** Says what was deleted, for as long as it can be put back. */
export function PurgeLine({ purging }: { purging: Purging }) {
  const { done, busy, undo, dismiss } = purging;
  if (done === null) return null;
  return (
    <p className={styles.line} role="status">
      <span>
        {words.purged(done.count, nameOf(done.user))} {done.more && words.purgedMore}
      </span>
      <Button small look="quiet" busy={busy} onClick={() => void undo()}>
        {words.putBack}
      </Button>
      <IconButton small icon="close" label={words.dismiss} onClick={dismiss} />
    </p>
  );
}
