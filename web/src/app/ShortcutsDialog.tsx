import { Dialog } from '@/components/Dialog';
import { isApple } from '@/lib/platform';
import { text } from '@/lib/text';
import styles from './ShortcutsDialog.module.css';

const words = text.shortcuts;
const command = isApple ? '⌘' : 'Ctrl';
const alt = isApple ? '⌥' : 'Alt';
const shift = isApple ? '⇧' : 'Shift';

const list: [string, string[]][] = [
  [words.switcher, [command, 'K']],
  [words.previous, [alt, '↑']],
  [words.next, [alt, '↓']],
  [words.previousUnread, [alt, shift, '↑']],
  [words.nextUnread, [alt, shift, '↓']],
  [words.move, [isApple ? '⌘' : 'Ctrl', shift, '↑ ↓']],
  [words.menu, [shift, 'F10']],
  [words.send, ['Enter']],
  [words.newline, [shift, 'Enter']],
  [words.editLast, ['↑']],
  [words.bold, [command, 'B']],
  [words.italic, [command, 'I']],
  [words.code, [command, 'E']],
  [words.escape, ['Esc']],
  [words.list, [command, '/']],
];

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={words.title} onClose={onClose}>
      <dl className={styles.list}>
        {list.map(([name, keys]) => (
          <div key={name} className={styles.row}>
            <dt>{name}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
