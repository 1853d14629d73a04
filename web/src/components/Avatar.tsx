import type { Person } from '@/lib/model';
import { initialsOf, nameOf, steadyChoice } from '@/lib/names';
import styles from './Avatar.module.css';

const colours = [
  ...[styles.one, styles.two, styles.three, styles.four],
  ...[styles.five, styles.six, styles.seven, styles.eight],
];

type Size = 'xs' | 's' | 'm' | 'l';

export function Avatar({ person, size = 'm' }: { person: Person; size?: Size }) {
  const colour = colours[steadyChoice(person.id, colours.length)];
  // Only pictures that this server holds: another host would learn who looks.
  const picture = person.avatarUrl?.startsWith('/') ? person.avatarUrl : null;
  return (
    <span className={[styles.avatar, styles[size], colour].join(' ')} aria-hidden="true">
      {picture === null ? initialsOf(nameOf(person)) : <img src={picture} alt="" />}
    </span>
  );
}
