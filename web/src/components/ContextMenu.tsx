import { ContextMenu as Primitive } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { Icon, type IconName } from './Icon';
import styles from './Menu.module.css';
import { useHome } from './useHome';

interface ContextMenuProps {
  /** Where a right click, a long press or the menu key opens it. */
  area: ReactElement;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}

/** A menu of what lies under the pointer. */
export function ContextMenu({ area, onOpenChange, children }: ContextMenuProps) {
  const [home, ref] = useHome();
  return (
    <Primitive.Root modal={false} {...(onOpenChange ? { onOpenChange } : {})}>
      <Primitive.Trigger ref={ref} asChild>
        {area}
      </Primitive.Trigger>
      <Primitive.Portal container={home}>
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
  const [home, ref] = useHome();
  return (
    <Primitive.Sub>
      <Primitive.SubTrigger ref={ref} className={styles.item}>
        {icon !== undefined && <Icon name={icon} />}
        {name}
        <span className={styles.further}>
          <Icon name="further" />
        </span>
      </Primitive.SubTrigger>
      <Primitive.Portal container={home}>
        <Primitive.SubContent className={`${styles.menu} ${styles.sheet} scroll`} collisionPadding={8}>
          {children}
        </Primitive.SubContent>
      </Primitive.Portal>
    </Primitive.Sub>
  );
}
