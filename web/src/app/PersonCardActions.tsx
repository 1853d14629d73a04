import type { ReactNode } from 'react';
import { FriendActions } from '@/features/friends/FriendActions';
import { useRemoveFriendMutation, useUnblockMutation } from '@/features/friends/friendsApi';
import { useTies } from '@/features/friends/useTies';
import { Button, IconButton } from '@/components/Button';
import { Menu, MenuItem, MenuLine } from '@/components/Menu';
import type { Person } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import type { CardRequest } from '@/lib/personCard';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import styles from './PersonCardActions.module.css';

/** What leads away from a card. */
export interface PersonDeeds {
  /** Opens the conversation with them. */
  message: (person: Person) => void;
  block: (person: Person) => void;
  editProfile: () => void;
  setStatus: () => void;
}

interface PersonCardActionsProps {
  person: Person;
  deeds: PersonDeeds;
  mention: CardRequest['onMention'];
  onClose: () => void;
  /** Items that other features add to the menu. */
  children?: ReactNode;
}

const words = text.people;

/** What can be done with somebody. */
export function PersonCardActions({ person, deeds, mention, onClose, children }: PersonCardActionsProps) {
  const ties = useTies(person.id);
  const [removeFriend] = useRemoveFriendMutation();
  const [unblock] = useUnblockMutation();
  const name = nameOf(person);
  const tell = (done: Promise<unknown>, said: string) =>
    void done.then(
      () => notify(said),
      (error: unknown) => notify(explain(toProblem(error))),
    );
  const away = (deed: (person: Person) => void) => () => {
    onClose();
    deed(person);
  };
  return (
    <>
      {ties.blocked && <p className={styles.note}>{words.card.blockedByMe}</p>}
      <footer className={styles.actions}>
        {!ties.blocked && (
          <Button small look="primary" onClick={away(deeds.message)}>
            {words.card.message}
          </Button>
        )}
        {ties.known && !ties.blocked && <FriendActions person={person} friend={ties.friend} />}
        {ties.blocked && (
          <Button
            small
            onClick={() => tell(unblock(person.id).unwrap(), text.settings.blocked.unblocked(name))}
          >
            {text.settings.blocked.unblock}
          </Button>
        )}
        <span className={styles.more}>
          <Menu trigger={<IconButton small icon="more" label={words.card.more(name)} />}>
            {mention !== undefined && (
              <MenuItem icon="at" onSelect={away(mention)}>
                {text.messages.mention(name)}
              </MenuItem>
            )}
            {ties.friend === 'friend' && (
              <MenuItem
                icon="close"
                onSelect={() => tell(removeFriend(person.id).unwrap(), words.friends.removed(name))}
              >
                {words.friends.remove}
              </MenuItem>
            )}
            {!ties.blocked && (
              <>
                {(mention !== undefined || ties.friend === 'friend') && <MenuLine />}
                <MenuItem danger icon="block" onSelect={away(deeds.block)}>
                  {words.blocking.block}
                </MenuItem>
              </>
            )}
            {children}
          </Menu>
        </span>
      </footer>
    </>
  );
}

export function MyCardActions({ deeds, onClose }: { deeds: PersonDeeds; onClose: () => void }) {
  const away = (deed: () => void) => () => {
    onClose();
    deed();
  };
  return (
    <footer className={styles.actions}>
      <Button small onClick={away(deeds.editProfile)}>
        {words.card.editProfile}
      </Button>
      <Button small onClick={away(deeds.setStatus)}>
        {text.settings.status.title}
      </Button>
    </footer>
  );
}
