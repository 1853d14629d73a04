import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { explain } from '@/lib/problem';
import { text } from '@/lib/text';
import type { Conversation } from './conversation';
import type { PendingChange } from './messageChanges';
import styles from './Message.module.css';

const words = text.messageActions;

/** How it stands with an edit or a deletion of mine: on its way, or failed with a way on and a way back. */
export function ChangeState({ change, conversation }: { change: PendingChange; conversation: Conversation }) {
  if (change.status === 'sending') return <p className={styles.edited}>{words.saving}</p>;
  const warned = change.problem?.field === 'warned';
  const why = change.problem === undefined ? text.problems.unknown : explain(change.problem);
  return (
    <p className={styles.failed} role="alert">
      <Icon name="alert" />
      <span>{change.what === 'edit' ? words.notSaved(why) : words.notDeleted(why)}</span>
      <Button
        small
        look="quiet"
        onClick={() => conversation.writing.retryChange(change, warned || change.warned)}
      >
        {warned ? text.filters.saveAnyway : words.retry}
      </Button>
      <Button small look="quiet" onClick={() => conversation.writing.discardChange(change)}>
        {change.what === 'edit' ? words.giveUpEdit : words.giveUpDelete}
      </Button>
    </p>
  );
}
