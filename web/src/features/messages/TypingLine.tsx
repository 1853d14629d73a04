import { useSyncExternalStore } from 'react';
import { nameOf } from '@/lib/names';
import { text } from '@/lib/text';
import type { Typing } from './typing';
import styles from './TypingLine.module.css';

export function TypingLine({ typing, room }: { typing: Typing; room: string }) {
  const people = useSyncExternalStore(typing.subscribe, () => typing.in(room));
  return (
    <p className={styles.line} aria-live="polite">
      {people.length > 0 && (
        <>
          <span className={styles.dots} aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <span className={styles.words}>{text.messages.typing(people.map(nameOf))}</span>
        </>
      )}
    </p>
  );
}
