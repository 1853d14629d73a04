import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { Caller } from './support/api';
import { password, type Person } from './support/people';
import { freePort } from './support/ports';
import { stage } from './support/stage';

const scene = stage();
let lena: Person;

const section = async (person: Person, name: string) => {
  await person.page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name }).click();
  await person.heading(name).waitFor();
};
const row = (person: Person, username: string) =>
  person.page.getByRole('row').filter({ hasText: `@${username}` });

test('the owner finds the administration in the account menu; to a member it is not there', async () => {
  lena = await scene.enter();
  await lena.begin('lena', 'Lena Brandt');
  await lena.page.getByRole('button', { name: 'Your account' }).click();
  await lena.page.getByRole('menuitem', { name: 'Administration' }).click();
  await lena.heading('Overview').waitFor();
  await lena.page.getByText('People connected').waitFor();

  const ines = await scene.enter();
  await ines.begin('ines', 'Ines Okafor');
  await ines.page.getByRole('button', { name: 'Your account' }).click();
  await ines.page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
  expect(await ines.page.getByRole('menuitem', { name: 'Administration' }).count()).toBe(0);
  await ines.open('/admin/people');
  await ines.heading('This page is not here').waitFor();
  ines.expectNoComplaints();
});

test('who may sign up is changed while the server runs, and taken back', async () => {
  await section(lena, 'Sign-up & limits');
  await lena.page.getByRole('radio', { name: /^Nobody/ }).check();
  await lena.page.getByLabel('Name of the server').fill('Harbour');
  await lena.page.getByRole('button', { name: 'Save changes' }).click();
  await lena.page.getByRole('button', { name: /^Reset “Who may sign up”/ }).waitFor();

  const visitor = await scene.enter();
  await visitor.open('/sign-up');
  await visitor.page.getByText('Sign-up is closed on this server').waitFor();
  await visitor.page.getByText('Harbour', { exact: true }).waitFor();
  await lena.page.getByRole('button', { name: /^Reset “Who may sign up”/ }).click();
  await lena.page.getByRole('radio', { name: /^Anyone/, checked: true }).waitFor();
  await visitor.page.reload();
  await visitor.page.getByLabel('Username').waitFor();
  visitor.expectNoComplaints();
});

test('a limit that cannot be is said at its field, and nothing is sent', async () => {
  const burst = lena.page.getByLabel('Messages of one person at once');
  await burst.fill('none');
  await lena.page.getByRole('button', { name: 'Save changes' }).click();
  await lena.page.getByText('Use a whole number above 0.').waitFor();
  await lena.page.reload();
  expect(await burst.inputValue()).toBe('100000');
});

test('words that an owner does not want are refused in every room', async () => {
  await section(lena, 'Word filters');
  await lena.page.getByLabel('Word or phrase').fill('free mon*');
  await lena.page.getByRole('radio', { name: /^Refuse/ }).check();
  await lena.page.getByRole('button', { name: 'Add filter' }).click();
  await lena.page.getByRole('button', { name: 'Remove the filter “free mon*”' }).waitFor();

  const vera = await Caller.signUp(scene.server.url, 'vera', 'Vera Novak');
  await vera.createRoom({ name: 'boats', title: 'Boats' });
  const otto = await scene.enter();
  await otto.begin('otto', 'Otto Lind');
  await otto.joinRoom('Boats');
  await otto.say('Free money for everyone');
  await otto.log.getByText(/free mon\*/).waitFor();
  await otto.say('Good morning');
  await otto.hears('Good morning');
  otto.expectNoComplaints();
});

test('a room gets a port and a process of its own, and loses them', async () => {
  const { page } = lena;
  const port = await freePort();
  await section(lena, 'Dedicated rooms');
  await page.getByText('No dedicated rooms').waitFor();
  await page.getByRole('button', { name: 'Give a room a port' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Port', { exact: true }).fill('0');
  await dialog.getByRole('button', { name: 'Open the port' }).click();
  await dialog.getByText('Choose a room.').waitFor();
  await dialog.getByText('Use a number from 1 to 65535.').waitFor();
  await dialog.getByLabel('Room', { exact: true }).fill('boa');
  await dialog.getByRole('button', { name: /^Boats/ }).click();
  await dialog.getByLabel('Port', { exact: true }).fill(String(port));
  await dialog.getByRole('button', { name: 'Open the port' }).click();

  const boats = page.getByRole('row').filter({ hasText: '#boats' });
  await boats.getByRole('cell', { name: 'Running' }).waitFor();
  await boats.getByText(`localhost:${port}`).waitFor();
  const line = connect(port, '127.0.0.1');
  await once(line, 'data');
  await boats.locator('td[data-label="Connections"]').getByText('1').waitFor();

  const closed = once(line, 'close');
  await boats.getByRole('button', { name: 'Options for Boats' }).click();
  await page.getByRole('menuitem', { name: 'Take the port away' }).click();
  await dialog.getByText('1 connection is cut').waitFor();
  await dialog.getByRole('button', { name: 'Take it away' }).click();
  await page.getByText('No dedicated rooms').waitFor();
  await closed;
});

test('everyone is told something, whatever page they look at, and no page moves for it', async () => {
  const otto = await scene.enter();
  await otto.signIn('otto');
  await otto.open('/settings/profile');
  await otto.heading('Profile').waitFor();
  const before = await otto.heading('Profile').boundingBox();
  await section(lena, 'Overview');
  await lena.page.getByRole('button', { name: 'Announce' }).click();
  await lena.page.getByText('Write what everyone is to read.').waitFor();
  await lena.page.getByLabel('Announcement').fill('The server restarts at six');
  await lena.page.getByRole('button', { name: 'Announce' }).click();

  const told = otto.page.getByRole('status').filter({ hasText: 'The server restarts at six' });
  await told.getByText('From Lena Brandt').waitFor();
  expect(await otto.heading('Profile').boundingBox()).toEqual(before);
  await lena.page.getByRole('status').getByText('The server restarts at six').waitFor();
  await lena.page.getByRole('button', { name: 'Dismiss the announcement' }).click();
  await lena.page.getByRole('status').getByText('The server restarts at six').waitFor({ state: 'detached' });
  otto.expectNoComplaints();
});

test('what somebody said in public rooms in the last hour is deleted, and put back', async () => {
  const rita = await scene.enter();
  await rita.begin('rita', 'Rita Holm');
  await rita.joinRoom('Boats');
  await rita.say('Buy my boat');
  await rita.hears('Buy my boat');
  await section(lena, 'People');
  await lena.page.getByRole('searchbox', { name: 'Find a person' }).fill('rita');
  await row(lena, 'rita').getByRole('button', { name: 'Options for Rita Holm' }).click();
  await lena.page.getByRole('menuitem', { name: 'Delete the last hour' }).click();
  await lena.page.getByRole('dialog').getByRole('button', { name: 'Delete all of it' }).click();
  await lena.page.getByRole('heading', { name: '1 message of Rita Holm deleted.' }).waitFor();
  await rita.log.getByText('Buy my boat', { exact: true }).waitFor({ state: 'detached' });
  await lena.page.getByRole('dialog').getByRole('button', { name: 'Put back' }).click();
  await rita.hears('Buy my boat');
  rita.expectNoComplaints();
});

test('somebody who forgot their password gets a link, and is signed out until they used it', async () => {
  const ines = await scene.enter();
  await ines.signIn('ines');
  await section(lena, 'People');
  await lena.page.getByRole('searchbox', { name: 'Find a person' }).fill('okaf');
  await row(lena, 'lena').waitFor({ state: 'detached' });
  await row(lena, 'ines').getByRole('button', { name: 'Options for Ines Okafor' }).click();
  await lena.page.getByRole('menuitem', { name: 'Make a password link' }).click();
  await lena.page.getByRole('button', { name: 'Make the link' }).click();
  const link = await lena.page.getByRole('textbox', { name: 'Link' }).inputValue();
  await lena.page.keyboard.press('Escape');

  const device = await scene.enter();
  await device.page.goto(link);
  await device.page.getByLabel('Password', { exact: true }).fill(`another ${password}`);
  await device.page.getByRole('button', { name: 'Set password' }).click();
  await ines.heading('Sign in').waitFor();
  await device.heading('Sign in').waitFor();
  await device.page.getByLabel('Username').fill('ines');
  await device.page.getByLabel('Password', { exact: true }).fill(`another ${password}`);
  await device.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await device.sidebar.waitFor();
  await device.page.goto(link);
  await device.heading('This link does not count any more').waitFor();
});

test('a role on the server is given from the list', async () => {
  await row(lena, 'ines').getByRole('button', { name: 'Options for Ines Okafor' }).click();
  await lena.page.getByRole('menuitemradio', { name: 'Admin' }).click();
  await lena.page.keyboard.press('Escape');
  await row(lena, 'ines').getByRole('cell', { name: 'Admin' }).waitFor();
});

test('somebody is banned from the list, and let in again', async () => {
  const noa = await scene.enter();
  await Caller.signUp(scene.server.url, 'noa', 'Noa Levi');
  await noa.signIn('noa');
  await section(lena, 'People');
  await lena.page.getByRole('searchbox', { name: 'Find a person' }).fill('noa');
  await row(lena, 'noa').getByRole('button', { name: 'Options for Noa Levi' }).click();
  await lena.page.getByRole('menuitem', { name: 'Ban from the server' }).click();
  await lena.page.getByRole('dialog').getByRole('button', { name: 'Ban from server' }).click();
  await row(lena, 'noa').getByRole('cell', { name: 'Banned' }).waitFor();
  await noa.heading('Sign in').waitFor();
  await row(lena, 'noa').getByRole('button', { name: 'Options for Noa Levi' }).click();
  await lena.page.getByRole('menuitem', { name: 'Lift the ban' }).click();
  await row(lena, 'noa').getByRole('cell', { name: 'Signed out' }).waitFor();
  lena.expectNoComplaints();
});
