import type { Person } from '@/lib/model';
import { initialsOf, nameOf } from '@/lib/names';
import { DrawnPicture } from './DrawnPicture';
import { drawnPicture } from './drawing';
import styles from './Avatar.module.css';

export type AvatarSize = 'xs' | 's' | 'm' | 'l' | 'xl';

export function Avatar({ person, size = 'm' }: { person: Person; size?: AvatarSize }) {
  // Only pictures that this server holds: another host would learn who looks.
  const picture = person.avatarUrl?.startsWith('/') ? person.avatarUrl : null;
  return (
    <span
      className={[styles.avatar, styles[size]].join(' ')}
      data-colour={picture === null ? drawnPicture(person.id).colour : undefined}
      // Drawn by the style sheet: letters that stand for a name beside them are no text of the page.
      data-initials={picture === null ? initialsOf(nameOf(person)) : undefined}
      aria-hidden="true"
    >
      {picture === null ? <DrawnPicture id={person.id} /> : <img src={picture} alt="" />}
    </span>
  );
}
