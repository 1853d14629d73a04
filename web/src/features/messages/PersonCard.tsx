import { Popover } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from '@/components/Button';
import { PresentAvatar } from '@/components/PresentAvatar';
import type { Person } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { usePresence } from '@/lib/usePresence';
import { text } from '@/lib/text';
import { ago } from '@/lib/time';
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
          <PresentAvatar person={person} size="l" />
          <div className={styles.names}>
            <b>
              <bdi>{nameOf(person)}</bdi>
            </b>
            <span>
              @{person.username}
              {person.id === me.id && ` · ${text.you}`}
            </span>
            <Seen user={person.id} />
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

/** Whether they are there, or when they were. */
function Seen({ user }: { user: string }) {
  const presence = usePresence(user);
  if (presence === undefined) return null;
  const { state, lastSeenAt } = presence;
  const words = text.presence;
  return <span>{lastSeenAt ? words.lastSeen(ago(lastSeenAt, new Date())) : words.states[state]}</span>;
}
