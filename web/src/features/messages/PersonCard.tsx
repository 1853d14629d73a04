import { Popover } from 'radix-ui';
import type { ReactNode } from 'react';
import { Avatar } from '@/components/Avatar';
import { Button } from '@/components/Button';
import type { Person } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { text } from '@/lib/text';
import styles from './PersonCard.module.css';

interface PersonCardProps {
  person: Person;
  me: Person;
  onMention: (person: Person) => void;
  children: ReactNode;
}

/** Who somebody is, opened from their name or picture. */
export function PersonCard({ person, me, onMention, children }: PersonCardProps) {
  return (
    <Popover.Root>
      <Popover.Trigger asChild>{children}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.card}
          align="start"
          side="right"
          sideOffset={8}
          collisionPadding={8}
          aria-label={nameOf(person)}
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <Avatar person={person} size="l" />
          <div className={styles.names}>
            <b>
              <bdi>{nameOf(person)}</bdi>
            </b>
            <span>
              @{person.username}
              {person.id === me.id && ` · ${text.you}`}
            </span>
          </div>
          {person.id !== me.id && (
            <Popover.Close asChild>
              <Button small className={styles.action} onClick={() => onMention(person)}>
                {text.messages.mention(nameOf(person))}
              </Button>
            </Popover.Close>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
