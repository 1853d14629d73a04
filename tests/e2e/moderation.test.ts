import { expect, test } from 'vitest';
import { Elsewhere } from './support/elsewhere';
import { password, type Person } from './support/people';
import { stage } from './support/stage';

const scene = stage();

const enter = async (username: string, name: string): Promise<Person> => {
  const person = await scene.enter();
  await person.begin(username, name);
  return person;
};

test('a report reaches the moderator, silences its author, and its outcome comes back', async () => {
  const lena = await enter('lena', 'Lena Brandt');
  await lena.createRoom('Harbour launch');
  const ines = await enter('ines', 'Ines Okafor');
  await ines.joinRoom('Harbour launch');
  await ines.say('Buy my boat');
  const paul = await enter('paul', 'Paul Reyes');
  await paul.joinRoom('Harbour launch');
  await paul.hears('Buy my boat');
  await lena.page.getByRole('main').getByRole('button', { name: 'More' }).click();
  await lena.page.getByRole('menuitem', { name: 'Moderation' }).click();
  const desk = lena.page.getByRole('dialog', { name: 'Moderation of Harbour launch' });
  await desk.getByText('No open reports. All quiet.').waitFor();

  const message = paul.log.getByRole('article').filter({ hasText: 'Buy my boat' });
  await message.hover();
  await message.getByRole('button', { name: 'Message actions' }).click();
  await paul.page.getByRole('menuitem', { name: 'Report message' }).click();
  const form = paul.page.getByRole('dialog', { name: 'Report this message' });
  await form.getByLabel('Anything to add?').fill('The third time today');
  await form.getByRole('button', { name: 'Report', exact: true }).click();
  await paul.page.getByText('Thank you. The moderators will look at it.').waitFor();

  await desk.getByRole('tab', { name: /1 open report/ }).waitFor();
  const report = desk.getByRole('article', { name: 'Ines Okafor' });
  await report.getByText('The third time today').waitFor();
  await report.getByRole('button', { name: 'Act' }).click();
  await lena.page.getByRole('menuitem', { name: 'Time out' }).click();
  const asked = lena.page.getByRole('dialog', { name: 'Time Ines Okafor out?' });
  await asked.getByRole('radio', { name: '10 minutes' }).check();
  await asked.getByLabel('Reason').fill('No advertising, please');
  await asked.getByRole('button', { name: 'Time out' }).click();

  await ines.page.getByText(/^You cannot write here for another 10 minutes\./).waitFor();
  await ines.page.getByText('Reason: No advertising, please').waitFor();
  expect(await ines.composer.count()).toBe(0);
  await paul.page.getByText('Your report about Ines Okafor: Author timed out.').waitFor();
  await desk.getByText('No open reports. All quiet.').waitFor();

  await desk.getByRole('tab', { name: 'Timeouts' }).click();
  await desk.getByRole('button', { name: 'End timeout' }).click();
  await ines.composer.waitFor();
  await desk.getByRole('tab', { name: 'Audit log' }).click();
  await desk.getByRole('listitem').filter({ hasText: 'Timeout ended: Ines Okafor' }).waitFor();
  await desk.getByLabel('Action').selectOption('Report decided');
  await desk.getByRole('listitem').filter({ hasText: 'Timeout ended' }).waitFor({ state: 'detached' });
  await desk.getByRole('listitem').filter({ hasText: 'Outcome: timed_out' }).waitFor();
  for (const person of [lena, ines, paul]) person.expectNoComplaints();
});

test('whoever is banned is out at once, is told why, and finds the door closed', async () => {
  const lena = await scene.enter();
  await lena.signIn('lena');
  await lena.openRoom('Harbour launch');
  const noa = await enter('noa', 'Noa Levi');
  await noa.joinRoom('Harbour launch');
  await lena.page.getByRole('main').getByRole('button', { name: 'People', exact: true }).click();
  const row = lena.page.getByRole('complementary').getByRole('listitem').filter({ hasText: '@noa' });
  await row.hover();
  await row.getByRole('button', { name: 'Options for Noa Levi' }).click();
  await lena.page.getByRole('menuitem', { name: 'Ban from room' }).click();
  const asked = lena.page.getByRole('dialog', { name: 'Ban Noa Levi from this room?' });
  await asked.getByRole('radio', { name: 'For ever' }).check();
  await asked.getByLabel('Reason').fill('Enough');
  await asked.getByRole('button', { name: 'Ban from room' }).click();

  await noa.page.getByText('You were banned from Harbour launch. Reason: Enough').waitFor();
  await noa.page.getByRole('heading', { name: 'You are banned from Harbour launch' }).waitFor();
  expect(await noa.page.getByRole('button', { name: 'Join room' }).count()).toBe(0);
  await row.waitFor({ state: 'detached' });
  await lena.log.getByText('Lena Brandt banned Noa Levi').waitFor();
  lena.expectNoComplaints();
  noa.expectNoComplaints();
});

test('a name in the log opens a card, from which a moderator acts', async () => {
  const lena = await scene.enter();
  await lena.signIn('lena');
  await lena.openRoom('Harbour launch');
  const mia = await enter('mia', 'Mia Tanaka');
  await mia.joinRoom('Harbour launch');
  await lena.log.getByRole('button', { name: 'Mia Tanaka' }).click();
  const card = lena.page.getByRole('dialog', { name: 'Mia Tanaka' });
  await card.getByRole('button', { name: 'More about Mia Tanaka' }).click();
  await lena.page.getByRole('menuitem', { name: 'Time out' }).click();
  const asked = lena.page.getByRole('dialog', { name: 'Time Mia Tanaka out?' });
  await asked.getByRole('radio', { name: '10 minutes' }).check();
  await asked.getByRole('button', { name: 'Time out' }).click();
  await mia.page.getByText(/^You cannot write here for another 10 minutes\./).waitFor();

  // Whoever has no such right is not offered it.
  await mia.log.getByRole('button', { name: 'Lena Brandt' }).first().click();
  await mia.page.getByRole('button', { name: 'More about Lena Brandt' }).click();
  await mia.page.getByRole('menuitem', { name: 'Block' }).waitFor();
  expect(await mia.page.getByRole('menuitem', { name: 'Time out' }).count()).toBe(0);
  lena.expectNoComplaints();
  mia.expectNoComplaints();
});

test('an address that is banned loses its line, is told so, and is back when the ban ends', async () => {
  const kofi = await enter('kofi', 'Kofi Boateng');
  kofi.expectBrokenLine();
  const elsewhere = new Elsewhere(scene.server.url, '127.0.0.2');
  const { accessToken } = await elsewhere.ask<{ accessToken: string }>('POST', 'sessions', {
    username: 'lena',
    password,
  });
  const { ban } = await elsewhere.ask<{ ban: { id: string } }>(
    'POST',
    'server/address-bans',
    { network: '127.0.0.1' },
    accessToken,
  );
  await kofi.page.getByRole('heading', { name: 'You are not let in from here' }).waitFor();
  await kofi.page.getByText('This server takes nothing from your address.').waitFor();
  await elsewhere.ask('DELETE', `server/address-bans/${ban.id}`, undefined, accessToken);
  await kofi.page.getByRole('button', { name: 'Try again' }).click();
  await kofi.sidebar.waitFor();
  // The browser's own words, which no page can keep back.
  expect(new Set(kofi.complaints)).toEqual(
    new Set(['Failed to load resource: the server responded with a status of 403 (Forbidden)']),
  );
});

test('whoever is given a voice writes among announcements, and all see it', async () => {
  const nora = await enter('nora', 'Nora Lind');
  await nora.createRoom('News');
  const otto = await enter('otto', 'Otto Berg');
  await otto.joinRoom('News');
  await otto.composer.waitFor();
  await nora.open('/rooms/news/settings/access');
  await nora.page.getByRole('switch', { name: 'Announcements only' }).check();
  await otto.composer.waitFor({ state: 'detached' });

  await nora.open('/rooms/news');
  const people = nora.page.getByRole('main').getByRole('button', { name: 'People', exact: true });
  await people.waitFor();
  const panel = nora.page.getByRole('complementary');
  if ((await panel.count()) === 0) await people.click();
  const row = panel.getByRole('listitem').filter({ hasText: '@otto' });
  await row.getByRole('button', { name: 'Options for Otto Berg' }).click();
  await nora.page.getByRole('menuitem', { name: 'Give a voice' }).click();
  await row.getByText('Voice', { exact: true }).waitFor();
  await otto.say('Thank you');
  await row.getByRole('button', { name: /@otto/ }).click();
  await nora.page.getByText('Has a voice in News').waitFor();
  await nora.page.keyboard.press('Escape');

  await row.getByRole('button', { name: 'Options for Otto Berg' }).click();
  await nora.page.getByRole('menuitem', { name: 'Take the voice back' }).click();
  await row.getByText('Voice', { exact: true }).waitFor({ state: 'detached' });
  await otto.composer.waitFor({ state: 'detached' });
  nora.expectNoComplaints();
  otto.expectNoComplaints();
});
