import type { Person } from '@/lib/model';
import { initialsOf, nameOf, steadyChoice } from '@/lib/names';
import styles from './Avatar.module.css';

const colours = [
  ...[styles.one, styles.two, styles.three, styles.four],
  ...[styles.five, styles.six, styles.seven, styles.eight],
];

export type AvatarSize = 'xs' | 's' | 'm' | 'l';

export function Avatar({ person, size = 'm' }: { person: Person; size?: AvatarSize }) {
  const colour = colours[steadyChoice(person.id, colours.length)];
  // Only pictures that this server holds: another host would learn who looks.
  const picture = person.avatarUrl?.startsWith('/') ? person.avatarUrl : null;
  return (
    <span
      className={[styles.avatar, styles[size], colour].join(' ')}
      // Drawn by the style sheet: letters that stand for a name beside them are no text of the page.
      data-initials={picture === null ? initialsOf(nameOf(person)) : undefined}
      aria-hidden="true"
    >
      {picture !== null && <img src={picture} alt="" />}
    </span>
  );
}
