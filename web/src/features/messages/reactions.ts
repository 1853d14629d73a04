import type { Person, Reaction } from '@/lib/model';

/** What somebody did just now, where reactions come without saying whose they are. */
interface Done {
  emoji: string;
  mine: boolean;
}

/**
 * Reactions that went out to everyone do not say which are mine: those that were, but for what I did just now.
 * Those that I asked for say so themselves.
 */
export function withMine(reactions: Reaction[], before: Reaction[], done: Done | null): Reaction[] {
  return reactions.map((reaction) => {
    if (reaction.mine != null) return reaction;
    const was = before.some(({ emoji, mine }) => emoji === reaction.emoji && mine === true);
    return { ...reaction, mine: done?.emoji === reaction.emoji ? done.mine : was };
  });
}

/** How it will be once the server has it: shown at once, and put right by whatever the server says. */
export function toggled(reactions: Reaction[], emoji: string, me: Person): Reaction[] {
  const there = reactions.find((reaction) => reaction.emoji === emoji);
  if (there === undefined) return [...reactions, { emoji, count: 1, users: [me], mine: true }];
  const others = there.users.filter(({ id }) => id !== me.id);
  const next =
    there.mine === true
      ? { ...there, count: there.count - 1, users: others, mine: false }
      : { ...there, count: there.count + 1, users: [...others, me], mine: true };
  return reactions.map((reaction) => (reaction === there ? next : reaction)).filter(({ count }) => count > 0);
}

/** Who it was: me first, then those whom the server names, and how many more there are. */
export function whoReacted(
  { users, count, mine }: Reaction,
  me: Person,
): { people: Person[]; others: number } {
  const named = users.filter(({ id }) => id !== me.id);
  const people = mine === true ? [me, ...named] : named;
  return { people, others: Math.max(0, count - people.length) };
}
