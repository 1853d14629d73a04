import { Dialog, Popover } from 'radix-ui';
import type { ReactNode } from 'react';
import { usePhone } from '@/lib/useMedia';
import styles from './CardFrame.module.css';

interface CardFrameProps {
  label: string;
  anchor: HTMLElement;
  onClose: () => void;
  children: ReactNode;
}

/** Something small about what was pressed: beside it, or on a phone at the bottom of the screen. Focus goes back there. */
export function CardFrame({ label, anchor, onClose, children }: CardFrameProps) {
  const phone = usePhone();
  const onOpenChange = (open: boolean) => !open && onClose();
  const onCloseAutoFocus = (event: Event) => {
    event.preventDefault();
    if (document.activeElement === null || document.activeElement === document.body) anchor.focus();
  };
  if (phone)
    return (
      <Dialog.Root open onOpenChange={onOpenChange}>
        <Dialog.Portal>
          <Dialog.Overlay className={styles.overlay} />
          <Dialog.Content
            className={styles.sheet}
            aria-describedby={undefined}
            onCloseAutoFocus={onCloseAutoFocus}
          >
            <Dialog.Title className="visually-hidden">{label}</Dialog.Title>
            {children}
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
    );
  return (
    <Popover.Root open onOpenChange={onOpenChange}>
      <Popover.Anchor virtualRef={{ current: anchor }} />
      <Popover.Portal>
        <Popover.Content
          className={styles.card}
          align="start"
          side="right"
          sideOffset={8}
          collisionPadding={8}
          aria-label={label}
          onCloseAutoFocus={onCloseAutoFocus}
          // Pressing what opened it closes it, and must not open it again.
          onInteractOutside={(event) => {
            if (event.target instanceof Node && anchor.contains(event.target)) event.preventDefault();
          }}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
