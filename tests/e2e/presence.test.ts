import { expect, test } from 'vitest';
import type { Person } from './support/people';
import { stage } from './support/stage';

const scene = stage();

/** A person's row in the list of people of the open room. */
const row = (viewer: Person, username: string) =>
  viewer.page
    .getByRole('complementary')
    .getByRole('listitem')
    .filter({ hasText: `@${username}` });

const choose = async (person: Person, mode: string) => {
  await person.page.getByRole('button', { name: 'Your account' }).click();
  await person.page.getByRole('menuitemradio', { name: mode }).click();
  await person.page.keyboard.press('Escape');
};

test('people see who is there, who does not want to be disturbed, and who seems to be gone', async () => {
  const lena = await scene.enter();
  await lena.begin('lena', 'Lena Brandt');
  await lena.createRoom('Harbour launch');
  const ines = await scene.enter();
  await ines.begin('ines', 'Ines Okafor');
  await ines.joinRoom('Harbour launch');
  await ines.say('Good morning');
  await lena.page.getByRole('button', { name: 'People', exact: true }).click();
  await row(lena, 'ines').getByText('Online').waitFor();

  await choose(ines, 'Do not disturb');
  await row(lena, 'ines').getByText('Do not disturb').waitFor();
  await choose(ines, 'Invisible');
  await row(lena, 'ines').getByText('Offline').waitFor();
  await lena.page.getByRole('button', { name: 'Ines Okafor' }).first().click();
  await lena.page.getByRole('dialog', { name: 'Ines Okafor' }).getByText('Last seen this minute').waitFor();
  await lena.page.keyboard.press('Escape');
  await choose(ines, 'Online');
  await row(lena, 'ines').getByText('Online').waitFor();
  lena.expectNoComplaints();
  ines.expectNoComplaints();
});

test('what was chosen holds on every device, and past a reload', async () => {
  const phone = await scene.enter();
  await phone.signIn('ines');
  const laptop = await scene.enter();
  await laptop.signIn('ines');
  await choose(phone, 'Do not disturb');

  await laptop.page.getByRole('button', { name: 'Your account' }).getByText('Do not disturb').waitFor();
  await laptop.page.reload();
  await laptop.page.getByRole('button', { name: 'Your account' }).click();
  expect(await laptop.page.getByRole('menuitemradio', { name: 'Do not disturb' }).isChecked()).toBe(true);
  laptop.expectNoComplaints();
  phone.expectNoComplaints();
});

test('whoever types is named, until they have sent it', async () => {
  const paul = await scene.enter();
  await paul.begin('paul', 'Paul Reyes');
  await paul.joinRoom('Harbour launch');
  const yuki = await scene.enter();
  await yuki.begin('yuki', 'Yuki Tanaka');
  await yuki.joinRoom('Harbour launch');
  await yuki.composer.pressSequentially('On my');
  await paul.page.getByText('Yuki Tanaka is typing…').waitFor();
  await yuki.say('On my way');
  await paul.hears('On my way');
  await paul.page.getByText('Yuki Tanaka is typing…').waitFor({ state: 'detached' });
  paul.expectNoComplaints();
  yuki.expectNoComplaints();
});
