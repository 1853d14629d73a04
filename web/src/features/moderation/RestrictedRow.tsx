import { Avatar } from '@/components/Avatar';
import { Button } from '@/components/Button';
import { nameOf } from '@/lib/names';
import { text } from '@/lib/text';
import { moment } from '@/lib/time';
import type { AccountBan, Restricted } from './model';
import styles from './Moderation.module.css';

interface RestrictedRowProps {
  restricted: Restricted | AccountBan;
  lift: string;
  busy: boolean;
  onLift: () => void;
}

const words = text.moderation;

/** Somebody who is banned or silenced: until when, by whom and why. */
export function RestrictedRow({ restricted, lift, busy, onLift }: RestrictedRowProps) {
  const { user, by, at, until, reason } = restricted;
  return (
    <li className={styles.row}>
      <Avatar person={user} size="s" />
      <span className={styles.words}>
        <span>
          <b>
            <bdi>{nameOf(user)}</bdi>
          </b>{' '}
          {until ? words.until(moment(until)) : words.forever}
        </span>
        {reason && <bdi>{reason}</bdi>}
        <small>{words.byOn(by ? nameOf(by) : words.audit.operator, moment(at))}</small>
      </span>
      <Button small busy={busy} onClick={onLift}>
        {lift}
      </Button>
    </li>
  );
}
