import { expect, test } from 'vitest';
import { stage } from './support/stage';

const scene = stage();

test('two people sign up, meet in a room and talk', async () => {
  const lena = await scene.enter();
  await lena.open();
  await lena.heading('A new parlor').waitFor();
  expect(await lena.page.getByText('becomes its owner').count()).toBe(1);
  await lena.signUp('lena', 'Lena Brandt');
  await lena.heading('Every conversation has a room').waitFor();
  await lena.createRoom('Harbour launch');

  const ines = await scene.enter();
  await ines.signUp('ines', 'Ines Okafor');
  await ines.joinRoom('Harbour launch');
  await lena.log.getByText('Ines Okafor joined').waitFor();

  await ines.say('The ferry is **confirmed**');
  await lena.hears('The ferry is confirmed');
  await lena.say('Wonderful, thank you @ines');
  await ines.log.locator('.mention.me').waitFor();
  for (let turn = 0; turn < 10; turn++) {
    await lena.say(`lena ${turn}`);
    await ines.say(`ines ${turn}`);
  }
  await lena.hears('ines 9');
  await ines.hears('lena 9');
  expect(await lena.said()).toEqual(await ines.said());
  expect(new Set(await lena.said()).size).toBe(22);
  lena.expectNoComplaints();
  ines.expectNoComplaints();
});

test('a reload keeps the session, the room and what was said', async () => {
  const teo = await scene.enter();
  await teo.signUp('teodor', 'Teodor Marin');
  await teo.joinRoom('Harbour launch');
  await teo.say('Here as well');
  await teo.hears('Here as well');
  const before = await teo.said();
  await teo.page.reload();
  await teo.hears('Here as well');
  expect(await teo.said()).toEqual(before);
  teo.expectNoComplaints();
});

test('a draft stays with its room, also past a reload', async () => {
  const hana = await scene.enter();
  await hana.signUp('hana', 'Hana Novák');
  await hana.createRoom('Lights');
  await hana.composer.fill('half a thought');
  await hana.joinRoom('Harbour launch');
  expect(await hana.composer.inputValue()).toBe('');
  await hana.page.reload();
  await hana.openRoom('Lights');
  expect(await hana.composer.inputValue()).toBe('half a thought');
  hana.expectNoComplaints();
});

test('unread messages are counted in the list and in the tab, and reading clears both', async () => {
  const paul = await scene.enter();
  const yuki = await scene.enter();
  await paul.signUp('paul', 'Paul Reyes');
  await paul.createRoom('Seating');
  await paul.createRoom('Elsewhere');
  await yuki.signUp('yuki', 'Yuki Tanaka');
  await yuki.joinRoom('Seating');
  await yuki.say('first');
  await yuki.say('second for @paul');
  await paul.sidebar.getByRole('link', { name: /^Seating\s*, 1 mention$/ }).waitFor();
  await expect.poll(() => paul.page.title()).toBe('(2) Elsewhere · Parlor');
  await paul.openRoom('Seating');
  await paul.log.getByText('New', { exact: true }).waitFor();
  await expect.poll(() => paul.page.title()).toBe('Seating · Parlor');
  await paul.sidebar.getByRole('link', { name: 'Seating', exact: true }).waitFor();
  paul.expectNoComplaints();
  yuki.expectNoComplaints();
});

test('a wrong password is refused in words, and signing out closes the door', async () => {
  const mara = await scene.enter();
  await mara.signUp('mara', 'Mara Lindqvist');
  await mara.page.getByRole('button', { name: 'Your account' }).click();
  await mara.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await mara.heading('Sign in').waitFor();
  mara.expectNoComplaints();
  await mara.page.getByLabel('Username').fill('mara');
  await mara.page.getByLabel('Password', { exact: true }).fill('not the password');
  await mara.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await mara.page.getByText('do not go together').waitFor();
  await mara.signIn('mara');
});

test('a name is completed by Enter, and typed to its end it is sent', async () => {
  const noa = await scene.enter();
  await noa.signUp('noa', 'Noa Levi');
  await noa.joinRoom('Harbour launch');
  await noa.composer.pressSequentially('hi @tEo');
  await noa.page.getByRole('option', { name: /Teodor Marin/ }).waitFor();
  await noa.composer.press('Enter');
  expect(await noa.composer.inputValue()).toBe('hi @teodor ');
  await noa.composer.fill('hi @teodor');
  await noa.page.getByRole('option', { name: /Teodor Marin/ }).waitFor();
  await noa.composer.press('Enter');
  await noa.hears('hi @teodor');
  noa.expectNoComplaints();
});
