import { IconButton } from '@/components/Button';
import { Icon } from '@/components/Icon';
import type { Message } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { text } from '@/lib/text';
import { oneLine } from './oneLine';
import styles from './Composer.module.css';

/** What the words in the composer are for, when they are not simply a new message. */
export interface ComposerContext {
  kind: 'reply' | 'edit';
  message: Message;
}

const words = text.messageActions;

export function ContextLine({ context, onCancel }: { context: ComposerContext; onCancel: () => void }) {
  const { kind, message } = context;
  const editing = kind === 'edit';
  return (
    <div className={styles.context}>
      <Icon name={editing ? 'pencil' : 'reply'} />
      <p>
        <b>{editing ? words.editing : words.replyingTo(nameOf(message.author))}</b>{' '}
        <bdi>{oneLine(message.text)}</bdi>
      </p>
      <IconButton
        small
        icon="close"
        label={editing ? words.cancelEdit : words.cancelReply}
        keys="Esc"
        onClick={onCancel}
      />
    </div>
  );
}
