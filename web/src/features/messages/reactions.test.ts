import { describe, expect, test } from 'vitest';
import type { Reaction } from '@/lib/model';
import { toggled, whoReacted, withMine } from './reactions';

const me = { id: '1', username: 'lena', displayName: 'Lena', avatarUrl: null };
const ines = { id: '2', username: 'ines', displayName: 'Ines', avatarUrl: null };
const reaction = (emoji: string, mine: boolean | null = null): Reaction => ({
  emoji,
  count: 2,
  users: [ines],
  mine,
});

describe('which reactions are mine', () => {
  test('is as it was, for what went out to everyone', () => {
    const told = withMine([reaction('👍'), reaction('🎉')], [reaction('👍', true)], null);
    expect(told.map(({ mine }) => mine)).toEqual([true, false]);
  });

  test('follows what I did on whichever device', () => {
    const before = [reaction('👍', true)];
    expect(withMine([reaction('👍')], before, { emoji: '👍', mine: false })[0]?.mine).toBe(false);
  });

  test('is what the server says to those who ask', () => {
    expect(withMine([reaction('👍', false)], [reaction('👍', true)], null)[0]?.mine).toBe(false);
  });
});

test('a reaction is there at once, and gone at once', () => {
  const added = toggled([reaction('👍', false)], '👍', me);
  expect(added).toMatchObject([{ emoji: '👍', count: 3, mine: true }]);
  expect(toggled(added, '👍', me)).toMatchObject([{ count: 2, mine: false }]);
  expect(toggled(toggled([], '🎉', me), '🎉', me)).toEqual([]);
});

test('I am named first, and those who are not named are counted', () => {
  const who = whoReacted({ emoji: '👍', count: 9, users: [ines], mine: true }, me);
  expect(who).toEqual({ people: [me, ines], others: 7 });
});
