import { Avatar } from '@/components/Avatar';
import { nameOf, titleOf } from '@/lib/names';
import { text } from '@/lib/text';
import type { Suggestion } from './useSuggestions';
import styles from './Composer.module.css';

interface SuggestionListProps {
  id: string;
  found: Suggestion[];
  chosen: number;
  onPoint: (index: number) => void;
  onChoose: (suggestion: Suggestion) => void;
}

export function SuggestionList({ id, found, chosen, onPoint, onChoose }: SuggestionListProps) {
  return (
    <div id={id} role="listbox" aria-label={text.messages.suggestions} className={styles.suggestions}>
      {found.map((suggestion, index) => (
        <div
          key={suggestion.key}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          className={styles.suggestion}
          onPointerMove={() => onPoint(index)}
          // The text box keeps the focus.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(suggestion)}
        >
          <SuggestionContent suggestion={suggestion} />
        </div>
      ))}
    </div>
  );
}

function SuggestionContent({ suggestion }: { suggestion: Suggestion }) {
  switch (suggestion.kind) {
    case 'person':
      return (
        <>
          <Avatar person={suggestion.person} size="xs" />
          <bdi>{nameOf(suggestion.person)}</bdi>
          <small>@{suggestion.person.username}</small>
        </>
      );
    case 'room':
      return (
        <>
          <bdi>{titleOf(suggestion.room)}</bdi>
          <small>#{suggestion.room.name}</small>
        </>
      );
    case 'emoji':
      return (
        <>
          <span className={styles.sign}>{suggestion.sign}</span>
          <span>:{suggestion.name}:</span>
        </>
      );
  }
}
