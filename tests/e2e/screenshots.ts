/*
 * Pictures of every page, in both appearances, on a desk and on a phone, with a company that has been talking
 * for two days. They go to artifacts/screenshots; with --images also to docs/images, where README shows them.
 */
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { foundCompany, type Company } from './support/company';
import { Line } from './support/line';
import { desktop, openBrowser, Person, phone } from './support/people';
import { startServer } from './support/server';

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = join(repository, 'artifacts', 'screenshots');
const shown = ['room-light-desktop', 'room-dark-phone'];

type Theme = 'light' | 'dark';
type View = 'desktop' | 'phone';

// It is late morning wherever these pictures are taken.
const utcOffset = ((((11 - new Date().getUTCHours() + 24) % 24) + 11) % 24) - 11;
const timezoneId = utcOffset === 0 ? 'Etc/GMT' : `Etc/GMT${utcOffset > 0 ? '-' : '+'}${Math.abs(utcOffset)}`;

async function shoot(browser: Browser, view: View, theme: Theme): Promise<void> {
  const server = await startServer();
  const line = await Line.to(server.port);
  const options = {
    viewport: view === 'desktop' ? desktop : phone,
    deviceScaleFactor: view === 'phone' ? 2 : 1,
    isMobile: view === 'phone',
    hasTouch: view === 'phone',
    colorScheme: theme,
    timezoneId,
  };
  const picture = (person: Person, name: string) =>
    person.page.screenshot({ path: join(folder, `${name}-${theme}-${view}.png`), animations: 'disabled' });
  try {
    const first = await Person.at(browser, server.url, options);
    await first.open();
    await first.heading('A new parlor').waitFor();
    await picture(first, 'first-run');
    const company = await foundCompany(server.url, utcOffset);
    await pages(first, picture);
    await first.close();
    const others = await beThere(browser, server.url);
    const lena = await Person.at(browser, line.url, options);
    await atTheTimesSaid(lena, company);
    await rooms(lena, company, view, picture);
    await moderation(lena, company, picture);
    await administration(lena, view, picture);
    await people(lena, picture);
    await broken(lena, line, picture);
    for (const person of [lena, ...others]) await person.close();
  } finally {
    await line.stop();
    await server.stop();
  }
}

/** Some of the company have the client open, one of them does not want to be disturbed. */
async function beThere(browser: Browser, url: string): Promise<Person[]> {
  const [ines, teodor, hana] = await Promise.all(
    ['ines', 'teodor', 'hana'].map(async (name) => {
      const person = await Person.at(browser, url);
      await person.signIn(name);
      return person;
    }),
  );
  if (ines === undefined || teodor === undefined || hana === undefined) return [];
  await teodor.page.getByRole('button', { name: 'Your account' }).click();
  await teodor.page.getByRole('menuitemradio', { name: 'Do not disturb' }).click();
  await teodor.page.getByRole('button', { name: 'Your account' }).getByText('Do not disturb').waitFor();
  await hana.close();
  return [ines, teodor];
}

type Picture = (person: Person, name: string) => Promise<unknown>;

/** What somebody sees who is not in yet, or has only just come. */
async function pages(visitor: Person, picture: Picture): Promise<void> {
  await visitor.open('/sign-in');
  await visitor.heading('Sign in').waitFor();
  await picture(visitor, 'sign-in');
  await visitor.open('/sign-up');
  await visitor.heading('Create your account').waitFor();
  await visitor.page.getByLabel('Username').fill('x');
  await visitor.page.getByLabel('Password', { exact: true }).fill('short');
  await visitor.page.getByRole('button', { name: 'Create account' }).click();
  await picture(visitor, 'sign-up');
  await visitor.signUp('newcomer', 'Mara Lindqvist');
  await visitor.page.getByText('Rooms you join appear here.').waitFor();
  await picture(visitor, 'empty');
  await visitor.open('/browse');
  await visitor.page.getByRole('button', { name: 'Join harbour-launch' }).waitFor();
  await picture(visitor, 'browse');
  await visitor.page.getByRole('searchbox', { name: 'Find a room' }).fill('submarine');
  await visitor.page.getByText('No room matches').waitFor();
  await picture(visitor, 'browse-none');
  await visitor.open('/rooms/photo-walks');
  await visitor.page.getByRole('button', { name: 'Join room' }).waitFor();
  await picture(visitor, 'preview');
  await visitor.open('/rooms/leadership');
  await visitor.page.getByText('This room is not here').waitFor();
  await picture(visitor, 'not-found');
}

/** The rooms of somebody who is in the middle of it. */
async function rooms(lena: Person, company: Company, view: View, picture: Picture): Promise<void> {
  const { page } = lena;
  await lena.signIn('lena');
  await lena.sidebar.getByRole('link', { name: /harbour-launch/ }).waitFor();
  await picture(lena, 'list');
  // As the menu key and a finger that stays do it.
  await lena.sidebar
    .getByRole('link', { name: 'random' })
    .dispatchEvent('contextmenu', { clientX: 90, clientY: 90 });
  await page.getByRole('menuitem', { name: 'Move to' }).click();
  await page.getByRole('menuitem', { name: 'New section' }).waitFor();
  await picture(lena, 'list-menu');
  await page.getByRole('menuitem', { name: 'New section' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Opening night');
  await picture(lena, 'new-section');
  await page.keyboard.press('Escape');
  await lena.open('/rooms/lobby');
  await lena.page.getByText('This is where lobby begins').waitFor();
  await picture(lena, 'quiet-room');
  await lena.open('/rooms/harbour-launch');
  await lena.log.getByText('Rain plan').waitFor();
  await lena.say('Looking at it now, ten minutes.');
  await lena.hears('Looking at it now, ten minutes.');
  if (view === 'desktop') await lena.log.getByText('Perfect.').hover();
  await picture(lena, 'room');
  const insurer = lena.log.locator('article').filter({ hasText: 'The insurer has signed' });
  await insurer.getByRole('button', { name: 'Message actions' }).focus();
  await insurer.getByRole('button', { name: 'Reply' }).press('Enter');
  await page.getByText('Replying to').waitFor();
  await picture(lena, 'reply');
  await lena.composer.press('Escape');
  await insurer.getByRole('button', { name: 'Message actions' }).focus();
  await insurer.getByRole('button', { name: 'Message actions' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Copy link' }).waitFor();
  await picture(lena, 'message-menu');
  await page.keyboard.press('Escape');
  await insurer
    .getByText('The insurer has signed')
    .dispatchEvent('pointerdown', { pointerType: 'touch', clientX: 90, clientY: 90 });
  await page.getByRole('dialog').getByRole('button', { name: 'Copy link' }).waitFor();
  await picture(lena, 'message-sheet');
  await page.keyboard.press('Escape');
  await lena.composer.fill('Thanks @');
  await page.getByRole('option').first().waitFor();
  await picture(lena, 'suggestions');
  await lena.composer.fill('');
  await page.getByRole('button', { name: 'Emoji' }).click();
  await page.getByPlaceholder('Find an emoji').waitFor();
  await picture(lena, 'emoji');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Ines Okafor' }).first().click();
  await page.getByRole('dialog').getByText('Tickets and gates').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Add friend Ines Okafor' }).waitFor();
  await picture(lena, 'person');
  await page.keyboard.press('Escape');
  await page.getByRole('main').getByRole('button', { name: 'People', exact: true }).click();
  await page.getByRole('complementary').getByText('@teodor').waitFor();
  await picture(lena, 'members');
  await page.getByRole('button', { name: 'Add people' }).first().click();
  await page.getByRole('dialog').getByText('Mara Lindqvist').waitFor();
  await picture(lena, 'add-people');
  await page.keyboard.press('Escape');
  await page.getByRole('complementary').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('main').getByRole('button', { name: 'More' }).click();
  await picture(lena, 'room-menu');
  await page.keyboard.press('Escape');
  for (const section of ['about', 'access', 'people', 'roles', 'invitations', 'permissions', 'danger']) {
    await lena.open(`/rooms/design/settings/${section}${section === 'permissions' ? '?user=teodor' : ''}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    if (section === 'permissions') await page.getByText('What Teodor Marin may do').waitFor();
    if (section === 'people') await page.getByText('@teodor').waitFor();
    await picture(lena, `room-settings-${section}`);
  }
  await lena.open('/rooms/design/settings/roles');
  await page.getByRole('button', { name: 'Make a role' }).click();
  await page.getByRole('checkbox', { name: 'Pin messages' }).waitFor();
  await picture(lena, 'role');
  await lena.open('/rooms/design/settings/invitations');
  await page.getByRole('button', { name: 'Make a link' }).click();
  await page.getByLabel('Ends after').waitFor();
  await picture(lena, 'make-invitation');
  await lena.open('/rooms/press');
  await page.getByRole('button', { name: 'Take out of the archive' }).waitFor();
  await picture(lena, 'archived');
  await lena.open('/rooms/leadership');
  await page.getByRole('main').getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Leave room' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).waitFor();
  await picture(lena, 'leave');
  await page.keyboard.press('Escape');
  await lena.open('/rooms/design');
  for (const [item, name] of [
    ['Word filters', 'filters'],
    ['Held messages', 'held'],
  ] as const) {
    await page.getByRole('main').getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: item }).click();
    await page.getByRole('dialog').getByText('casino').first().waitFor();
    await picture(lena, name);
    await page.keyboard.press('Escape');
  }
  await lena.open('/rooms/engineering');
  await lena.log.locator('.hljs-keyword').first().waitFor();
  await picture(lena, 'code');
  await lena.open('/rooms/kitchen');
  await lena.log.getByText('😋😋😋').waitFor();
  await picture(lena, 'scripts');
  await company.callers.get('sam')?.say('long-names', 'Hello');
  await page.keyboard.press('Control+k');
  await page.getByRole('option').first().waitFor();
  await picture(lena, 'switcher');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+/');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await picture(lena, 'shortcuts');
  await page.keyboard.press('Escape');
  if (view === 'phone') await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
  await picture(lena, 'account');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'New', exact: true }).click();
  await page.getByRole('menuitem', { name: 'New room' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Winter market');
  await picture(lena, 'create');
  await page.keyboard.press('Escape');
}

/** The seventh line of the launch, behind the ten who came in. */
const reported = 17;

/** What a moderator sees. */
async function moderation(lena: Person, company: Company, picture: Picture): Promise<void> {
  const { page } = lena;
  const room = 'harbour-launch';
  await company.callers
    .get('noa')
    ?.report(room, reported, 'privacy', 'The hour of the test was not to be told.');
  await company.callers.get('sam')?.report(room, reported - 1, 'spam', '');
  await company.lena.restrict(room, 'timeouts', 'paul', { seconds: 86_400, reason: 'Boats are for #random' });
  await company.lena.restrict(room, 'bans', 'sam', { reason: 'Third warning' });
  await lena.open(`/rooms/${room}`);
  await page.getByRole('main').getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Moderation' }).click();
  const desk = page.getByRole('dialog');
  await desk.getByRole('article').first().waitFor();
  await picture(lena, 'reports');
  for (const [tab, seen] of [
    ['Timeouts', 'Boats are'],
    ['Bans', 'Third warning'],
    ['Audit log', 'Person banned'],
  ] as const) {
    await desk.getByRole('tab', { name: tab }).click();
    await desk.getByRole('tabpanel').getByText(seen).last().waitFor();
    await picture(lena, tab.toLowerCase().replace(' ', '-'));
  }
  await page.keyboard.press('Escape');
  await page.getByRole('main').getByRole('button', { name: 'People', exact: true }).click();
  await page.getByRole('button', { name: 'Options for Hana Novák' }).click();
  await page.getByRole('menuitem', { name: 'Ban from room' }).click();
  await picture(lena, 'ban');
  await page.keyboard.press('Escape');
}

/** What the owner of the server sees of it. */
async function administration(lena: Person, view: View, picture: Picture): Promise<void> {
  const { page } = lena;
  if (view === 'phone') {
    await lena.open('/admin');
    await page.getByRole('navigation', { name: 'Administration' }).waitFor();
    await picture(lena, 'admin');
  }
  // Lines take a few measurements, which come every three seconds to a page that is looked at.
  await page.bringToFront();
  await lena.open('/admin/overview');
  await page.getByText('People connected').waitFor();
  await page.locator('polyline').nth(3).waitFor({ timeout: 30_000 });
  await picture(lena, 'admin-overview');
  await lena.open('/admin/dedicated-rooms');
  await page.getByText('No dedicated rooms').waitFor();
  await picture(lena, 'admin-dedicated-rooms-none');
  await page.getByRole('button', { name: 'Give a room a port' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^harbour-launch/ })
    .click();
  await picture(lena, 'admin-give-port');
  await page.keyboard.press('Escape');
  await lena.open('/admin/people');
  await page.getByText('@maximiliane').waitFor();
  await picture(lena, 'admin-people');
  await page.getByRole('button', { name: 'Options for Sam' }).click();
  await page.getByRole('menuitem', { name: 'Make a password link' }).waitFor();
  await picture(lena, 'admin-person-menu');
  await page.getByRole('menuitem', { name: 'Make a password link' }).click();
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  await picture(lena, 'admin-password-link');
  await page.goto(link);
  await lena.heading('Choose a password').waitFor();
  await picture(lena, 'password-link');
  await lena.open('/admin/settings');
  await page.getByLabel('Name of the server').waitFor();
  await picture(lena, 'admin-settings');
  await lena.open('/admin/storage');
  await page.getByText('Rows in the database').waitFor();
  await picture(lena, 'admin-storage');
  await lena.open('/admin/nothing');
  await lena.heading('This page is not here').waitFor();
  await picture(lena, 'admin-not-here');
}

/** Friends, conversations, and what one settles for oneself. */
async function people(lena: Person, picture: Picture): Promise<void> {
  const { page } = lena;
  for (const tab of ['', '/all', '/requests', '/blocked']) {
    await lena.open(`/friends${tab}`);
    await page.getByRole('main').getByRole('listitem').first().waitFor();
    await picture(lena, `friends${tab.replace('/', '-')}`);
  }
  await lena.open('/friends/all');
  await page.getByRole('button', { name: 'Message Teodor Marin' }).click();
  await lena.log.getByText('Chair found').waitFor();
  await picture(lena, 'direct');
  await lena.open('/');
  await page.getByRole('button', { name: 'New', exact: true }).click();
  await page.getByRole('menuitem', { name: 'New message' }).click();
  for (const name of ['yuki', 'maximiliane']) await page.getByRole('button', { name: `@${name}` }).click();
  await picture(lena, 'new-message');
  await page.getByRole('button', { name: 'Start group' }).click();
  await page.getByRole('heading', { level: 1, name: /ゆき/ }).waitFor();
  await picture(lena, 'group');
  for (const section of ['profile', 'status', 'presence', 'password', 'sessions', 'blocked']) {
    await lena.open(`/settings/${section}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('main').locator('input:visible, li, button').first().waitFor();
    await picture(lena, `settings-${section}`);
  }
}

/** The line is cut while somebody writes. */
async function broken(lena: Person, line: Line, picture: Picture): Promise<void> {
  await lena.open('/rooms/harbour-launch');
  await lena.log.getByText('Rain plan').waitFor();
  line.cut();
  await lena.page.getByText('The connection is lost').waitFor();
  await lena.say('Signed off, the printer can start.');
  await lena.say('And row C gets the chair from my office.');
  await lena.page.getByText('waiting for connection').first().waitFor();
  await picture(lena, 'waiting');
  await lena.page.getByRole('button', { name: 'Retry', exact: true }).first().waitFor({ timeout: 40_000 });
  await picture(lena, 'failed');
  line.mend();
}

/** The seeded company has said everything just now; the pictures show it over two days. */
async function atTheTimesSaid(person: Person, { saidAt }: Company): Promise<void> {
  const opened = [...saidAt.values()].sort()[0];
  await person.page.route('**/events?*', async (route) => {
    const response = await route.fetch();
    const page = (await response.json()) as {
      events: { at: string; type: string; message?: { text: string; at: string } }[];
    };
    for (const event of page.events) {
      const at = event.message === undefined ? opened : saidAt.get(event.message.text);
      if (at === undefined) continue;
      event.at = at;
      if (event.message !== undefined) event.message.at = at;
    }
    await route.fulfill({ response, json: page });
  });
}

await mkdir(folder, { recursive: true });
const browser = await openBrowser();
const only = process.argv.find((word) => word.startsWith('--only='))?.slice('--only='.length);
try {
  for (const view of ['desktop', 'phone'] as const)
    for (const theme of ['light', 'dark'] as const)
      if (only === undefined || only === `${theme}-${view}`) await shoot(browser, view, theme);
} finally {
  await browser.close();
}
if (process.argv.includes('--images')) {
  const images = join(repository, 'docs', 'images');
  await mkdir(images, { recursive: true });
  const taken = shown.filter((name) => only === undefined || name.endsWith(only));
  for (const name of taken) await copyFile(join(folder, `${name}.png`), join(images, `${name}.png`));
}
