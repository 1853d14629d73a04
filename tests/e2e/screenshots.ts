/*
 * Pictures of every page, in both appearances, on a desk and on a phone, with a company that has been talking
 * for two days. They go to artifacts/screenshots; with --images also to docs/images, where README shows them.
 */
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { administration } from './pictures/administration';
import { brokenLine } from './pictures/brokenLine';
import { moderation } from './pictures/moderation';
import { people } from './pictures/people';
import type { View } from './pictures/picture';
import { rooms } from './pictures/rooms';
import { visitorPages } from './pictures/visitor';
import { foundCompany, type Company } from './support/company';
import { Line } from './support/line';
import { desktop, openBrowser, Person, phone } from './support/people';
import { startServer } from './support/server';

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = join(repository, 'artifacts', 'screenshots');
const shown = ['room-light-desktop', 'room-dark-phone'];

type Theme = 'light' | 'dark';

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
    await visitorPages(first, picture);
    await first.close();
    const others = await beThere(browser, server.url);
    const lena = await Person.at(browser, line.url, options);
    await atTheTimesSaid(lena, company);
    await rooms(lena, company, view, picture);
    await moderation(lena, company, picture);
    await administration(lena, view, picture);
    await people(lena, picture);
    await brokenLine(lena, line, picture);
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
