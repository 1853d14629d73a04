import { Popover } from 'radix-ui';
import { useState } from 'react';
import { IconButton } from '@/components/Button';
import { text } from '@/lib/text';
import { allEmoji, findEmoji } from './emoji';
import styles from './EmojiPicker.module.css';

const words = text.messages;

interface EmojiPickerProps {
  label?: string;
  className?: string;
  onOpenChange?: (open: boolean) => void;
  onPick: (sign: string) => void;
}

export function EmojiPicker({ label = words.emoji, className, onOpenChange, onPick }: EmojiPickerProps) {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const shown = query.trim() === '' ? allEmoji : findEmoji(query, allEmoji.length);
  const change = (next: boolean) => {
    setOpen(next);
    onOpenChange?.(next);
  };
  const pick = (sign: string) => {
    change(false);
    setQuery('');
    onPick(sign);
  };
  return (
    <Popover.Root open={open} onOpenChange={change}>
      <Popover.Trigger asChild>
        <IconButton small icon="smile" label={label} className={className} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.picker}
          side="top"
          align="start"
          sideOffset={8}
          collisionPadding={8}
          aria-label={label}
        >
          <input
            className={styles.filter}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && shown[0] !== undefined) pick(shown[0].sign);
            }}
            placeholder={words.emojiFilter}
            aria-label={words.emojiFilter}
          />
          <div className={`${styles.grid} scroll`}>
            {shown.map(({ sign, names }) => (
              <button
                key={sign}
                type="button"
                className={styles.emoji}
                onClick={() => pick(sign)}
                title={`:${names[0] ?? ''}:`}
                aria-label={names[0]?.replaceAll('_', ' ')}
              >
                {sign}
              </button>
            ))}
          </div>
          {shown.length === 0 && <p className={styles.none}>{words.emojiNone}</p>}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
