import { expect, test } from 'vitest';
import type { Person } from './model';
import { withPerson } from './people';

const ada: Person = { id: '1', username: 'ada', displayName: 'Ada', avatarUrl: null };
const ben: Person = { id: '2', username: 'ben', displayName: 'Ben', avatarUrl: null };
const renamed: Person = { ...ada, username: 'lady-ada', displayName: 'Ada Lovelace' };

test('a person is shown as they are now, however deep they stand', () => {
  const page = { members: [{ user: ada, role: 'owner' }, { user: ben }], next: null };
  const now = withPerson(page, renamed);
  expect(now.members[0]).toMatchObject({ user: renamed, role: 'owner' });
  expect(now.members[1]).toBe(page.members[1]);
});

test('what does not speak of them stays the same object', () => {
  const page = { members: [{ user: ben }], next: null };
  expect(withPerson(page, renamed)).toBe(page);
});

test('a status that is over is gone', () => {
  const away = { ...ada, status: { emoji: '🌴', text: null } };
  expect(withPerson({ user: away }, ada).user.status).toBeNull();
});
