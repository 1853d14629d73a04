import { ContextMenu as Primitive } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { Icon, type IconName } from './Icon';
import styles from './Menu.module.css';

interface ContextMenuProps {
  /** Where a right click, a long press or the menu key opens it. */
  area: ReactElement;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}

/** A menu of what lies under the pointer. */
export function ContextMenu({ area, onOpenChange, children }: ContextMenuProps) {
  return (
    <Primitive.Root modal={false} {...(onOpenChange ? { onOpenChange } : {})}>
      <Primitive.Trigger asChild>{area}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content className={`${styles.menu} ${styles.sheet} scroll`} collisionPadding={8}>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

interface ItemProps {
  icon?: IconName;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
}

export function ContextItem({ icon, danger, disabled = false, onSelect, children }: ItemProps) {
  return (
    <Primitive.Item
      className={[styles.item, danger && styles.danger].filter(Boolean).join(' ')}
      disabled={disabled}
      onSelect={onSelect}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </Primitive.Item>
  );
}

export const ContextLine = () => <Primitive.Separator className={styles.line} />;

/** A menu within the menu. */
export function ContextSub({ icon, name, children }: { icon?: IconName; name: string; children: ReactNode }) {
  return (
    <Primitive.Sub>
      <Primitive.SubTrigger className={styles.item}>
        {icon !== undefined && <Icon name={icon} />}
        {name}
        <span className={styles.further}>
          <Icon name="further" />
        </span>
      </Primitive.SubTrigger>
      <Primitive.Portal>
        <Primitive.SubContent className={`${styles.menu} ${styles.sheet} scroll`} collisionPadding={8}>
          {children}
        </Primitive.SubContent>
      </Primitive.Portal>
    </Primitive.Sub>
  );
}
