import { expect, test } from 'vitest';
import { Caller } from './support/api';
import { phone, type Person } from './support/people';
import { stage } from './support/stage';

const scene = stage();

const card = (person: Person, name: string) => person.page.getByRole('dialog', { name });
const notice = (person: Person, words: string | RegExp) => person.page.getByText(words).first().waitFor();

test('a card says who somebody is, leads to a conversation, and the focus comes back', async () => {
  const ines = await Caller.signUp(scene.server.url, 'ines', 'Ines Okafor');
  await ines.changeMe({
    pronouns: 'she/her',
    about: 'Tickets and gates',
    timeZone: 'Asia/Kolkata',
    status: { emoji: '🎧', text: 'Focusing' },
  });
  await ines.createRoom({ name: 'harbour-launch' });
  await ines.say('harbour-launch', 'Good morning, @lena');
  const lena = await scene.enter({ timezoneId: 'Europe/Berlin' });
  await lena.begin('lena', 'Lena Brandt');
  await lena.joinRoom('harbour-launch');

  const name = lena.log.getByRole('button', { name: 'Ines Okafor' }).last();
  await name.focus();
  await lena.page.keyboard.press('Enter');
  const shown = card(lena, 'Ines Okafor');
  await shown.getByText('she/her').waitFor();
  await shown.getByText('Tickets and gates').waitFor();
  await shown.getByText('🎧 Focusing').waitFor();
  await shown.getByText(/there, [34] h 30 min ahead$/).waitFor();
  await shown.getByText('Owner of harbour-launch').waitFor();
  await shown.getByRole('listitem').getByText('Offline').waitFor();
  await lena.page.keyboard.press('Escape');
  await shown.waitFor({ state: 'detached' });
  expect(await name.evaluate((button) => button === document.activeElement)).toBe(true);

  await lena.log.getByRole('button', { name: '@lena' }).click();
  await card(lena, 'Lena Brandt').getByRole('button', { name: 'Edit profile' }).waitFor();
  await name.click();
  await card(lena, 'Ines Okafor').getByRole('button', { name: 'More about Ines Okafor' }).click();
  await lena.page.getByRole('menuitem', { name: 'Mention Ines Okafor' }).click();
  await expect.poll(() => lena.composer.inputValue()).toBe('@ines ');
  await lena.composer.fill('');
  await name.click();
  await card(lena, 'Ines Okafor').getByRole('button', { name: 'Message', exact: true }).click();
  await lena.heading('Ines Okafor').waitFor();
  await lena.say('Are you there?');
  await lena.hears('Are you there?');
  await lena.sidebar.getByRole('link', { name: 'Ines Okafor' }).click({ button: 'right' });
  await lena.page.getByRole('menuitem', { name: 'Show profile' }).click();
  await card(lena, 'Ines Okafor').getByText('Tickets and gates').waitFor();
  lena.expectNoComplaints();
});

test('friends are asked, answered and seen coming, in every window', async () => {
  const lena = await scene.enter();
  await lena.signIn('lena');
  const ines = await scene.enter();
  await ines.signIn('ines');
  await ines.open('/friends');
  await ines.page.getByText('Nobody here yet').waitFor();
  const second = await scene.enter();
  await second.signIn('ines');

  await lena.open('/friends/add');
  await lena.page.getByRole('searchbox', { name: 'Name or username' }).fill('ines');
  await lena.page.getByRole('button', { name: 'Add friend Ines Okafor' }).click();
  await lena.page.getByRole('button', { name: 'Take back request to Ines Okafor' }).waitFor();
  await ines.page.getByRole('link', { name: 'Requests 1' }).click();
  await second.sidebar.getByText('1 friend request').waitFor();
  await ines.page.getByRole('button', { name: 'Accept Lena Brandt' }).click();
  await notice(ines, 'You and Lena Brandt are friends now');
  await second.sidebar.getByText('1 friend request').waitFor({ state: 'detached' });

  await lena.open('/friends');
  await lena.page.getByRole('main').getByText('Ines Okafor').waitFor();
  await ines.close();
  await second.close();
  await notice(lena, 'None of your friends are here right now');
  lena.expectNoComplaints();
});

test('a blocked person is hidden behind a click, and cannot be written to', async () => {
  const lena = await scene.enter();
  await lena.signIn('lena');
  const paul = await scene.enter();
  await paul.begin('paul', 'Paul Reyes');
  await paul.joinRoom('harbour-launch');
  await paul.say('Buy my boat');
  await lena.openRoom('harbour-launch');
  await lena.hears('Buy my boat');
  const offer = lena.log.locator('article').filter({ hasText: 'Buy my boat' }).first();
  await offer.hover();
  await offer.getByRole('button', { name: 'Reply' }).click();
  await lena.say('No, thanks');
  await lena.hears('No, thanks');

  await offer.getByRole('button', { name: 'Paul Reyes' }).last().click();
  await card(lena, 'Paul Reyes').getByRole('button', { name: 'More about Paul Reyes' }).click();
  await lena.page.getByRole('menuitem', { name: 'Block' }).click();
  await lena.page.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
  // The message itself, and where it is quoted.
  const hidden = lena.log.getByText('Message of a blocked person');
  await expect.poll(() => hidden.count()).toBe(2);
  expect(await lena.log.getByText('Buy my boat').count()).toBe(0);
  await lena.log.getByRole('button', { name: 'Show' }).click();
  await lena.hears('Buy my boat');
  await paul.composer.pressSequentially('Cheap');
  await paul.say('Cheap boat');
  await expect.poll(() => hidden.count()).toBe(2);
  expect(await lena.page.getByText('is typing').count()).toBe(0);

  await lena.open('/settings/blocked');
  await lena.page.getByRole('button', { name: 'Unblock Paul Reyes' }).click();
  await lena.page.getByText('You have not blocked anybody').waitFor();
  await lena.openRoom('harbour-launch');
  await lena.hears('Cheap boat');
  lena.expectNoComplaints();
  paul.expectNoComplaints();
});

test('several people make a group, which is named, grows, and becomes a room', async () => {
  const lena = await scene.enter();
  await lena.signIn('lena');
  const paul = await scene.enter();
  await paul.signIn('paul');
  await Caller.signUp(scene.server.url, 'yuki', 'Yuki Tanaka');

  await lena.sidebar.getByRole('button', { name: 'New', exact: true }).click();
  await lena.page.getByRole('menuitem', { name: 'New message' }).click();
  const dialog = lena.page.getByRole('dialog', { name: 'New message' });
  for (const name of ['ines', 'paul']) {
    await dialog.getByLabel('To', { exact: true }).fill(name);
    await dialog.getByRole('button', { name: `@${name}` }).click();
  }
  await dialog.getByRole('button', { name: 'Start group' }).click();
  await lena.heading('Ines Okafor, Paul Reyes').waitFor();
  await lena.say('Boat committee');
  await paul.sidebar.getByRole('link', { name: /Ines Okafor, Lena Brandt|Lena Brandt, Ines Okafor/ }).click();
  await paul.hears('Boat committee');

  const menu = async (person: Person, item: string) => {
    await person.page.getByRole('main').getByRole('button', { name: 'More' }).click();
    await person.page.getByRole('menuitem', { name: item }).click();
  };
  await menu(lena, 'Rename group');
  await lena.page.getByRole('dialog').getByLabel('Name').fill('Boat committee');
  await lena.page.getByRole('button', { name: 'Save changes' }).click();
  await paul.heading('Boat committee').waitFor();
  await menu(paul, 'Add people');
  await paul.page.getByRole('dialog').getByLabel('Name or username').fill('yuki');
  await paul.page.getByRole('button', { name: 'Add Yuki Tanaka' }).click();
  await paul.page.keyboard.press('Escape');
  await lena.page.getByRole('main').getByText('4 people').waitFor();
  await menu(lena, 'Turn into a room');
  await lena.page.getByRole('button', { name: 'Make it a room' }).click();
  await lena.page.waitForURL('**/rooms/boat-committee');
  await paul.page.waitForURL('**/rooms/boat-committee');
  await paul.hears('Boat committee');
  lena.expectNoComplaints();
  paul.expectNoComplaints();
});

test('on a phone a card comes from below', async () => {
  const small = await scene.enter({ viewport: phone, hasTouch: true, isMobile: true });
  await small.signIn('lena');
  await small.openRoom('harbour-launch');
  await small.log.getByRole('button', { name: 'Ines Okafor' }).last().tap();
  const box = await card(small, 'Ines Okafor').boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeCloseTo(phone.height, 0);
  expect(box?.width).toBe(phone.width);
  await small.page.keyboard.press('Escape');
  await card(small, 'Ines Okafor').waitFor({ state: 'detached' });
  small.expectNoComplaints();
});
