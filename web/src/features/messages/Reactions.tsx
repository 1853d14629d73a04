import { Tip } from '@/components/Tip';
import type { Message, Person, Reaction } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { text } from '@/lib/text';
import type { MessageDeeds } from './deeds';
import { EmojiPicker } from './EmojiPicker';
import { whoReacted } from './reactions';
import styles from './Reactions.module.css';

interface ReactionsProps {
  message: Message;
  me: Person;
  deeds: MessageDeeds;
}

const words = text.messageActions;

/** The emoji under a message: each says who, and puts one's own there or takes it away. */
export function Reactions({ message, me, deeds }: ReactionsProps) {
  const { reactions = [] } = message;
  if (reactions.length === 0) return null;
  return (
    <ul className={styles.reactions} aria-label={words.reactions}>
      {reactions.map((reaction) => (
        <li key={reaction.emoji}>
          <Tip label={whoInWords(reaction, me)}>
            <button
              type="button"
              className={styles.chip}
              aria-pressed={reaction.mine === true}
              aria-disabled={!deeds.mayReact}
              onClick={() => deeds.mayReact && deeds.react(message, reaction.emoji)}
            >
              {reaction.emoji} <b>{text.number(reaction.count)}</b>
              <span className="visually-hidden">, {whoInWords(reaction, me)}</span>
            </button>
          </Tip>
        </li>
      ))}
      {deeds.mayReact && (
        <li>
          <EmojiPicker
            label={words.react}
            className={styles.more}
            onPick={(sign) => deeds.react(message, sign)}
          />
        </li>
      )}
    </ul>
  );
}

export function whoInWords(reaction: Reaction, me: Person): string {
  const { people, others } = whoReacted(reaction, me);
  return words.reactedBy(
    people.map((person) => (person.id === me.id ? text.you : nameOf(person))),
    others,
  );
}
