import { use, type ComponentProps } from 'react';
import type { Person } from '@/lib/model';
import { PersonCardContext, type CardRequest } from '@/lib/personCard';

interface PersonButtonProps extends Pick<CardRequest, 'onMention'>, ComponentProps<'button'> {
  person: Person;
}

/** A person's name or picture, which opens their card. */
export function PersonButton({ person, onMention, ...button }: PersonButtonProps) {
  const open = use(PersonCardContext);
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      {...button}
      onClick={(event) => open({ user: person.id, person, anchor: event.currentTarget, onMention })}
    />
  );
}
