import { expect, test } from 'vitest';
import type { Person } from './support/people';
import { stage } from './support/stage';

const scene = stage();

const article = (person: Person, words: string) => person.log.locator('article').filter({ hasText: words });

/** Points at a message, and presses one of the buttons that appear. */
async function act(person: Person, words: string, name: string): Promise<void> {
  const message = article(person, words).last();
  await message.hover();
  await message.getByRole('button', { name, exact: true }).click();
}

async function choose(person: Person, words: string, item: string): Promise<void> {
  await act(person, words, 'Message actions');
  await person.page.getByRole('menuitem', { name: item, exact: true }).click();
}

async function openMenu(person: Person, item: string): Promise<void> {
  await person.page.getByRole('main').getByRole('button', { name: 'More' }).click();
  await person.page.getByRole('menuitem', { name: item, exact: true }).click();
}

test('somebody’s last hour is deleted at once, and put back', async () => {
  const amira = await scene.enter();
  const sam = await scene.enter();
  await amira.begin('amira', 'Amira Haddad');
  await amira.createRoom('Kitchen');
  await sam.begin('sam', 'Sam');
  await sam.joinRoom('Kitchen');
  await sam.say('buy now');
  await sam.say('buy here');
  await amira.hears('buy here');
  await choose(amira, 'buy here', 'Delete the last hour of Sam');
  await amira.page.getByRole('dialog').getByRole('button', { name: 'Delete all of it' }).click();
  await amira.page.getByText('2 messages of Sam deleted.').waitFor();
  await expect.poll(() => sam.log.getByText('Amira Haddad deleted this message').count()).toBe(2);
  await amira.page.getByRole('button', { name: 'Put back' }).click();
  await sam.hears('buy now');
  await sam.hears('buy here');
  amira.expectNoComplaints();
  sam.expectNoComplaints();
});

test('a filter warns its author, and has a message wait until it is released', async () => {
  const mara = await scene.enter();
  const teo = await scene.enter();
  await mara.begin('mara', 'Mara Lindqvist');
  await mara.createRoom('Market');
  await teo.begin('teo', 'Teodor Marin');
  await teo.joinRoom('Market');
  await openMenu(mara, 'Word filters');
  for (const [pattern, action] of [
    ['darn', 'Warn'],
    ['*casino*', 'Hold'],
  ] as const) {
    await mara.page.getByLabel('Word or phrase').fill(pattern);
    await mara.page.getByRole('radio', { name: action }).check();
    await mara.page.getByRole('button', { name: 'Add filter' }).click();
    await mara.page.getByRole('list', { name: 'Filters' }).getByText(pattern).waitFor();
  }
  await mara.page.keyboard.press('Escape');

  await teo.say('Darn rain');
  await teo.log.getByText(/not welcome here/).waitFor();
  await teo.log.getByRole('button', { name: 'Send anyway' }).click();
  await mara.hears('Darn rain');

  await teo.say('supercasino');
  await teo.log.getByText('A moderator looks at this before others see it.').waitFor();
  await openMenu(mara, 'Held messages');
  await mara.page.getByRole('dialog').getByRole('button', { name: 'Release' }).click();
  await mara.page.getByText('Nothing waits.').waitFor();
  await mara.page.keyboard.press('Escape');
  await mara.hears('supercasino');
  await teo.log.getByText('A moderator looks at this').waitFor({ state: 'detached' });
  mara.expectNoComplaints();
  teo.expectNoComplaints();
});

test('a reaction is seen by the other at once, joined with a click, and taken back', async () => {
  const paul = await scene.enter();
  const noa = await scene.enter();
  await paul.begin('paul', 'Paul Reyes');
  await paul.createRoom('Ferry');
  await noa.begin('noa', 'Noa Levi');
  await noa.joinRoom('Ferry');
  await paul.say('The last boat is at 23:40');
  await noa.hears('The last boat is at 23:40');
  await act(noa, 'The last boat', 'React');
  await noa.page.getByPlaceholder('Find an emoji').fill('thumbs_up');
  await noa.page.getByPlaceholder('Find an emoji').press('Enter');
  await article(paul, 'The last boat')
    .getByRole('button', { name: /^👍 1.*Noa Levi$/ })
    .click();
  await article(noa, 'The last boat')
    .getByRole('button', { name: /^👍 2.*you and Paul Reyes/ })
    .click();
  const left = article(paul, 'The last boat').getByRole('button', { name: /^👍 1.*you$/ });
  await left.waitFor();
  await paul.page.reload();
  await left.click();
  await article(noa, 'The last boat').getByRole('list', { name: 'Reactions' }).waitFor({ state: 'detached' });
  paul.expectNoComplaints();
  noa.expectNoComplaints();
});
