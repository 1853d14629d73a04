import { PersonButton } from '@/components/PersonButton';
import type { Person } from '@/lib/model';
import { nameOf } from '@/lib/names';
import styles from './Timeline.module.css';

interface PeopleSentenceProps {
  people: Person[];
  /** The sentence, given the names in the order of the people. */
  say: (...names: string[]) => string;
}

/** A sentence about people, in which each name opens the card of its person. */
export function PeopleSentence({ people, say }: PeopleSentenceProps) {
  // Languages put names where they belong, so each goes in as a mark that no text of ours holds, and is found again.
  const marks = people.map((_, index) => `\u{e000}${index}\u{e001}`);
  return say(...marks)
    .split(/\u{e000}(\d+)\u{e001}/u)
    .map((piece, at) => {
      const person = at % 2 === 1 ? people[Number(piece)] : undefined;
      return person === undefined ? (
        piece
      ) : (
        <PersonButton key={at} person={person} className={styles.person}>
          <bdi>{nameOf(person)}</bdi>
        </PersonButton>
      );
    });
}
