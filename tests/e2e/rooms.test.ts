import { expect, test } from 'vitest';
import { Caller } from './support/api';
import { password } from './support/people';
import { stage } from './support/stage';

const scene = stage();

test('somebody with nothing but a link is in the right room, and heard, within a minute', async () => {
  await Caller.signUp(scene.server.url, 'first', 'The owner');
  const lena = await scene.enter({ permissions: ['clipboard-read', 'clipboard-write'] });
  await lena.begin('lena', 'Lena Brandt');
  await lena.createRoom('Harbour launch', { secret: true });
  await lena.page.getByRole('main').getByRole('button', { name: 'More' }).click();
  await lena.page.getByRole('menuitem', { name: 'Invite by link' }).click();
  await lena.page.getByRole('button', { name: 'Make a link' }).click();
  await lena.page.getByLabel('For how many people').selectOption('1 person');
  await lena.page.getByRole('button', { name: 'Make link', exact: true }).click();
  await lena.page.getByText('0 of 1 person came').waitFor();
  const link = await lena.page.evaluate(() => navigator.clipboard.readText());

  const mara = await scene.enter();
  await mara.page.goto(link);
  await mara.heading('Join Harbour launch').waitFor();
  await mara.page.getByLabel('Your name').fill('Mara Lindqvist');
  await mara.page.getByLabel('Username').fill('mara');
  await mara.page.getByLabel('Password', { exact: true }).fill(password);
  await mara.page.getByRole('button', { name: 'Create account' }).click();
  await mara.heading('Harbour launch').waitFor();
  await mara.say('Found it, thanks!');

  await lena.page.getByRole('button', { name: 'Who came by it' }).waitFor({ state: 'hidden' });
  await lena.open('/rooms/harbour-launch');
  await lena.hears('Found it, thanks!');
  await lena.open('/rooms/harbour-launch/settings/invitations');
  await lena.page.getByText('used as often as it may be').waitFor();
  await lena.page.getByRole('button', { name: 'Who came by it' }).click();
  await lena.page.getByRole('dialog').getByText('Mara Lindqvist').waitFor();

  // The link is used up: a third person is told so, signed in or not.
  const paul = await scene.enter();
  await paul.page.goto(link);
  await paul.page.getByText('does not count any more').waitFor();
  mara.expectNoComplaints();
});

test('somebody with an account comes in by a link after signing in', async () => {
  const ines = await Caller.signUp(scene.server.url, 'ines', 'Ines Okafor');
  await Caller.signUp(scene.server.url, 'noa', 'Noa Levi');
  await ines.createRoom({ name: 'kitchen', visibility: 'private' });
  const noa = await scene.enter();
  await noa.open(`/invite/${await ines.invite('kitchen')}`);
  await noa.page.getByRole('link', { name: 'Sign in' }).click();
  await noa.page.getByLabel('Username').fill('noa');
  await noa.page.getByLabel('Password', { exact: true }).fill(password);
  await noa.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await noa.page.getByText('Ines Okafor invites you').waitFor();
  await noa.page.getByRole('button', { name: 'Join the room' }).click();
  await noa.heading('kitchen').waitFor();
  await noa.sidebar.getByRole('link', { name: 'kitchen' }).waitFor();
  noa.expectNoComplaints();
});

test('what a room allows is what its people are offered, at once', async () => {
  const hana = await Caller.signUp(scene.server.url, 'hana', 'Hana Novak');
  const teodor = await Caller.signUp(scene.server.url, 'teodor', 'Teodor Marin');
  await hana.createRoom({ name: 'news' });
  await hana.add('news', teodor.username);
  const [owner, member] = [await scene.enter(), await scene.enter()];
  await owner.signIn('hana');
  await member.signIn('teodor');
  await member.openRoom('news');
  await owner.open('/rooms/news/settings/access');

  await owner.page.getByRole('switch', { name: 'Announcements only' }).check();
  await member.page.getByText('Only moderators post here.').waitFor();
  await owner.page.getByRole('switch', { name: 'Announcements only' }).uncheck();
  await owner.page.getByLabel('Slow mode').selectOption('1 hour');
  await member.composer.waitFor();
  await member.say('one');
  await member.hears('one');
  await member.page.getByText(/you can send again in (59:|60:)/).waitFor();
  await member.composer.fill('two');
  expect(await member.page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);

  // A role of the room's own, given in the list of people: its permissions count at once.
  await owner.open('/rooms/news/settings/roles');
  await owner.page.getByRole('button', { name: 'Make a role' }).click();
  await owner.page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Reporter');
  await owner.page.getByRole('checkbox', { name: /^Post announcements/ }).check();
  await owner.page.getByRole('button', { name: 'Make role', exact: true }).click();
  await owner.page.getByText('Reporter').waitFor();
  await owner.page.getByRole('link', { name: 'People', exact: true }).click();
  await owner.page.getByRole('button', { name: 'Options for Teodor Marin' }).click();
  await owner.page.getByRole('menuitemradio', { name: 'Reporter' }).click();
  await member.page.getByText(/you can send again/).waitFor({ state: 'hidden' });
  await owner.page.keyboard.press('Escape');
  await owner.page.getByRole('button', { name: 'Options for Teodor Marin' }).click();
  await owner.page.getByRole('menuitem', { name: 'What may they do?' }).click();
  await owner.page.getByText('The role Reporter allows it.').first().waitFor();

  await owner.open('/rooms/news/settings/access');
  await owner.page.getByRole('button', { name: 'Archive room' }).click();
  await owner.page.getByRole('dialog').getByRole('button', { name: 'Archive room' }).click();
  await member.page.getByText('This room is archived.').waitFor();
  expect(await member.page.getByRole('button', { name: 'Take out of the archive' }).count()).toBe(0);
  await owner.page.getByRole('button', { name: 'Take out of the archive' }).click();
  await member.composer.waitFor();
  owner.expectNoComplaints();
  member.expectNoComplaints();
});

test('the directory and the people of a room come in pages as one scrolls', async () => {
  const amira = await Caller.signUp(scene.server.url, 'amira', 'Amira');
  const names = Array.from({ length: 70 }, (_, index) => `shelf-${String(index).padStart(2, '0')}`);
  for (const name of names) await amira.createRoom({ name, topic: `Books of row ${name.slice(-2)}` });
  const yuki = await scene.enter();
  await yuki.begin('yuki', 'Yuki');
  await yuki.open('/browse');
  await yuki.page.getByLabel('Order').selectOption('By name');
  await yuki.page.getByRole('searchbox', { name: 'Find a room' }).fill('shelf');
  const list = yuki.page.getByRole('main').getByRole('listitem');
  await yuki.page.getByRole('link', { name: 'shelf-00' }).waitFor();
  await list.nth(49).scrollIntoViewIfNeeded();
  await yuki.page.getByRole('link', { name: 'shelf-69' }).waitFor({ state: 'attached' });
  await yuki.page.getByRole('button', { name: 'Join shelf-69' }).click();
  await yuki.heading('shelf-69').waitFor();
  yuki.expectNoComplaints();
});
