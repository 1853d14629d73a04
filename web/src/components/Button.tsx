import type { ComponentProps } from 'react';
import { Icon, type IconName } from './Icon';
import { Tip } from './Tip';
import styles from './Button.module.css';

type Look = 'primary' | 'plain' | 'quiet' | 'danger';
interface ButtonProps extends ComponentProps<'button'> {
  look?: Look;
  /** Something is under way because of this button; it cannot be pressed again until then. */
  busy?: boolean;
  wide?: boolean;
  small?: boolean;
}

export function Button({ look = 'plain', busy = false, wide, small, className, ...rest }: ButtonProps) {
  const classes = [styles.button, styles[look], wide && styles.wide, small && styles.small, className];
  return (
    <button
      type="button"
      {...rest}
      className={classes.filter(Boolean).join(' ')}
      aria-busy={busy || undefined}
      disabled={busy || rest.disabled}
    />
  );
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  icon: IconName;
  label: string;
  small?: boolean;
  /** What calls for attention behind it, in words; a dot shows that there is something. */
  news?: string;
  /** The keys that do the same, shown with the name. */
  keys?: string;
}

export function IconButton({ icon, label, small, news, keys, className, ...rest }: IconButtonProps) {
  const name = news === undefined ? label : `${label}, ${news}`;
  const classes = [styles.icon, small && styles.smallIcon, className];
  return (
    <Tip label={name} keys={keys}>
      <button
        type="button"
        {...rest}
        aria-label={name}
        data-news={news !== undefined || undefined}
        className={classes.filter(Boolean).join(' ')}
      >
        <Icon name={icon} />
      </button>
    </Tip>
  );
}
