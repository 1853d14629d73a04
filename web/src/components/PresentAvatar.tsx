import type { Person, PresenceState } from '@/lib/model';
import { usePresence } from '@/lib/usePresence';
import { text } from '@/lib/text';
import { Avatar, type AvatarSize } from './Avatar';
import styles from './PresentAvatar.module.css';

/** A person's picture with a dot that says whether they are there. */
export function PresentAvatar({ person, size = 'm' }: { person: Person; size?: AvatarSize }) {
  const state = usePresence(person.id)?.state;
  return (
    <span className={styles.frame} data-size={size}>
      <Avatar person={person} size={size} />
      {state !== undefined && <PresenceDot state={state} />}
    </span>
  );
}

/** Each state has a shape of its own: colours alone do not tell them apart for everyone. */
function PresenceDot({ state }: { state: PresenceState }) {
  return (
    <span className={styles.dot} data-state={state} title={text.presence.states[state]}>
      <span className="visually-hidden">{text.presence.states[state]}</span>
    </span>
  );
}
