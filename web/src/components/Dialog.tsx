import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { text } from '@/lib/text';
import { IconButton } from './Button';
import styles from './Dialog.module.css';

interface DialogProps {
  title: string;
  lead?: string;
  onClose: () => void;
  children: ReactNode;
  /** Fits the whole height on a phone, for lists that are long. */
  tall?: boolean;
}

/** One dialog over the page. It is open for as long as it is rendered; focus returns when it goes. */
export function Dialog({ title, lead, onClose, children, tall }: DialogProps) {
  return (
    <Primitive.Root open onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className={styles.overlay} />
        <Primitive.Content
          onOpenAutoFocus={focusDialog}
          className={[styles.dialog, tall && styles.tall].filter(Boolean).join(' ')}
          {...(lead === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <header className={styles.head}>
            <Primitive.Title className={styles.title}>{title}</Primitive.Title>
            <Primitive.Close asChild>
              <IconButton icon="close" label={text.close} />
            </Primitive.Close>
          </header>
          {lead !== undefined && (
            <Primitive.Description className={styles.lead}>{lead}</Primitive.Description>
          )}
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** A dialog that asks for nothing takes the focus itself: on its first button it would look like an answer. */
function focusDialog(event: Event): void {
  event.preventDefault();
  if (event.target instanceof HTMLElement && !event.target.contains(document.activeElement))
    event.target.focus();
}

export function DialogActions({ children }: { children: ReactNode }) {
  return <footer className={styles.actions}>{children}</footer>;
}
