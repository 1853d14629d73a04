import { expect, test } from 'vitest';
import { Caller } from './support/api';
import { phone, type Person } from './support/people';
import { stage } from './support/stage';

const scene = stage();

const article = (person: Person, words: string) => person.log.locator('article').filter({ hasText: words });

/** Points at a message, and presses one of the buttons that appear. */
async function act(person: Person, words: string, name: string): Promise<void> {
  // The first one: those that answer it quote it.
  const message = article(person, words).first();
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

test('two people see edits, answers and deletions as they happen, and after a reload', async () => {
  const lena = await scene.enter();
  const ines = await scene.enter();
  await lena.begin('lena', 'Lena Brandt');
  await lena.createRoom('Harbour');
  await ines.begin('ines', 'Ines Okafor');
  await ines.joinRoom('Harbour');
  await lena.say('Meet at nime');
  await ines.hears('Meet at nime');

  // ↑ edits the last message of one's own, Esc gives it up.
  await lena.composer.press('ArrowUp');
  await expect.poll(() => lena.composer.inputValue()).toBe('Meet at nime');
  await lena.composer.press('Escape');
  await expect.poll(() => lena.composer.inputValue()).toBe('');
  await lena.composer.press('ArrowUp');
  await lena.composer.fill('Meet at nine');
  await lena.composer.press('Enter');
  await ines.hears('Meet at nine');
  await article(ines, 'Meet at nine').getByText('edited').waitFor();

  await act(ines, 'Meet at nine', 'Reply');
  await ines.say('I will be there');
  const quote = article(lena, 'I will be there').getByRole('button', { name: /Meet at nine/ });
  await quote.click();
  await lena.page.waitForURL(/\/rooms\/harbour\/\d+$/);

  await choose(lena, 'Meet at nine', 'Delete');
  await lena.page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await ines.hears('This message was deleted');
  await article(ines, 'I will be there').getByText('was deleted').waitFor();
  await ines.page.reload();
  await ines.hears('This message was deleted');
  expect(await ines.log.getByText('Meet at').count()).toBe(0);

  // The owner takes others' words back, and the trace says who did.
  await choose(lena, 'I will be there', 'Delete');
  await lena.page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await ines.hears('Lena Brandt deleted this message');
  await ines.say('never mind');
  await article(lena, 'never mind').hover();
  expect(await article(lena, 'never mind').getByRole('button', { name: 'Edit' }).count()).toBe(0);
  lena.expectNoComplaints();
  ines.expectNoComplaints();
});

test('an edit that was begun goes on after a reload, and is gone once it is given up or sent', async () => {
  const nils = await scene.enter();
  await nils.begin('nils', 'Nils Berg');
  await nils.createRoom('Lamps');
  await nils.say('All lamps are hunk');
  await nils.say('Nearly');
  await nils.hears('Nearly');
  await act(nils, 'All lamps', 'Edit');
  await nils.composer.fill('All lamps are hung');
  await nils.page.reload();
  await nils.page.getByText('Editing your message').waitFor();
  await expect.poll(() => nils.composer.inputValue()).toBe('All lamps are hung');
  await nils.composer.press('Enter');
  await nils.hears('All lamps are hung');
  await article(nils, 'All lamps').getByText('edited').waitFor();

  await act(nils, 'Nearly', 'Edit');
  await nils.composer.fill('Almost');
  await nils.composer.press('Escape');
  await nils.page.reload();
  await nils.hears('Nearly');
  await expect.poll(() => nils.composer.inputValue()).toBe('');
  nils.expectNoComplaints();
});

test('a warning of a filter is heard at an edit too, and can be overruled', async () => {
  const owner = await Caller.signUp(scene.server.url, 'vera', 'Vera Novak');
  await owner.createRoom({ name: 'stage', title: 'Stage' });
  await owner.filter('stage', 'darn', 'warn');
  const otto = await scene.enter();
  await otto.begin('otto', 'Otto Lind');
  await otto.joinRoom('Stage');
  await otto.say('It is late');
  await otto.hears('It is late');
  await act(otto, 'It is late', 'Edit');
  await otto.composer.fill('It is dárn late');
  await otto.composer.press('Enter');
  await otto.log.getByText('“darn” is not welcome here.').waitFor();
  await otto.log.getByRole('button', { name: 'Save anyway' }).click();
  await article(otto, 'It is dárn late').getByText('edited').waitFor();
  otto.expectNoComplaints();
});

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

test('an edit that the server refuses keeps its text, and can be given up', async () => {
  const olga = await Caller.signUp(scene.server.url, 'olga', 'Olga Petrova');
  await olga.createRoom({ name: 'lights', title: 'Lights' });
  const hana = await scene.enter();
  await hana.begin('hana', 'Hana Novák');
  await hana.joinRoom('Lights');
  await hana.say('as it was');
  await hana.hears('as it was');
  await act(hana, 'as it was', 'Edit');
  await hana.composer.fill('as it should be');
  await olga.filter('lights', 'should', 'delete');
  await hana.composer.press('Enter');
  await hana.log.getByText(/Not saved: .*“should”/).waitFor();
  await hana.hears('as it should be');
  await hana.log.getByRole('button', { name: 'Discard the change' }).click();
  await hana.hears('as it was');
  hana.expectNoComplaints();
});

test('on a phone, holding a message opens what can be done to it', async () => {
  const yuki = await scene.enter({ viewport: phone, hasTouch: true, isMobile: true });
  await yuki.begin('yuki', 'Yuki Tanaka');
  await yuki.createRoom('Garden');
  await yuki.say('the roses');
  await yuki.hears('the roses');
  await yuki.log
    .getByText('the roses')
    .dispatchEvent('pointerdown', { pointerType: 'touch', clientX: 60, clientY: 60 });
  const sheet = yuki.page.getByRole('dialog', { name: 'Message of Yuki Tanaka' });
  await sheet.getByRole('button', { name: 'Edit' }).click();
  await yuki.composer.fill('the red roses');
  await yuki.page.getByRole('button', { name: 'Save' }).click();
  await yuki.hears('the red roses');
  yuki.expectNoComplaints();
});
