import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { password, type Person } from './support/people';
import { stage } from './support/stage';

const scene = stage();

/** What an authenticator app shows for a key, now or so many steps from now (RFC 6238). */
function codeOf(key: string, stepsAhead = 0): string {
  const bits = [...key].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2));
  const bytes =
    bits
      .map((five) => five.padStart(5, '0'))
      .join('')
      .match(/.{8}/g) ?? [];
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + stepsAhead));
  const hash = createHmac('sha1', Buffer.from(bytes.map((byte) => parseInt(byte, 2))))
    .update(counter)
    .digest();
  const number = hash.readUInt32BE((hash.at(-1) ?? 0) & 0xf) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

async function settings(person: Person, section: string): Promise<void> {
  await person.open(`/settings/${section}`);
  await person.page.getByRole('heading', { level: 1 }).waitFor();
}

async function firstStep({ page }: Person, username: string): Promise<void> {
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function signOut({ page }: Person): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
}

test('a second factor is set up, asked for, replaced by a recovery code, and turned off', async () => {
  const ada = await scene.enter({ baseURL: scene.server.url });
  const { page } = ada;
  await ada.begin('ada', 'Ada');
  await settings(ada, 'two-factor');
  await page.getByRole('button', { name: 'Set it up' }).click();
  await page.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor();
  const key = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
  await page.getByLabel('Code', { exact: true }).fill('000000');
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.getByText('The code is wrong, or was used before.').waitFor();
  await page.getByLabel('Code', { exact: true }).fill(codeOf(key, -1));
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
  const codes = await page.getByRole('region').getByRole('listitem').allTextContents();
  expect(codes).toHaveLength(10);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByText('10 recovery codes left.').waitFor();

  await signOut(ada);
  await firstStep(ada, 'ada');
  await ada.heading('One more step').waitFor();
  await page.getByLabel('Code', { exact: true }).fill(codeOf(key));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await ada.sidebar.waitFor();

  await signOut(ada);
  await firstStep(ada, 'ada');
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await page.getByLabel('Recovery code').fill(codes[0] ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await ada.sidebar.waitFor();

  await settings(ada, 'two-factor');
  await page.getByText('9 recovery codes left.').waitFor();
  await page.getByRole('button', { name: 'Turn off' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await dialog.getByLabel('Code', { exact: true }).fill(codeOf(key, 1));
  await dialog.getByRole('button', { name: 'Turn off' }).click();
  await page.getByRole('button', { name: 'Set it up' }).waitFor();
  // A wrong code is answered with 400, which the browser writes down.
  expect(ada.complaints.filter((words) => !words.includes('status of 400'))).toEqual([]);
});

test('a passkey is added, signs in by itself, and is removed', async () => {
  // Passkeys need a secure address, or this machine's by its name.
  const baseURL = scene.server.url.replace('127.0.0.1', 'localhost');
  const bea = await scene.enter({ baseURL }, baseURL);
  const { page } = bea;
  const devTools = await bea.context.newCDPSession(page);
  await devTools.send('WebAuthn.enable');
  await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await bea.begin('bea', 'Bea');
  await settings(bea, 'passkeys');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  const row = page.getByRole('region').getByRole('listitem');
  await row.getByText('Chrome on Linux').waitFor();
  await row.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('This laptop');
  await page.getByRole('dialog').getByRole('button', { name: 'Save changes' }).click();
  await row.getByText('This laptop').waitFor();

  await signOut(bea);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await bea.sidebar.waitFor();

  await settings(bea, 'passkeys');
  await row.getByRole('button', { name: 'Remove This laptop' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('No passkeys yet').waitFor();
  bea.expectNoComplaints();
});

test('data is downloaded, and an account deleted, which others see', async () => {
  const [cleo, dan] = [await scene.enter(), await scene.enter()];
  await dan.begin('dan', 'Dan');
  await dan.createRoom('harbour');
  await cleo.begin('cleo', 'Cleo');
  await cleo.joinRoom('harbour');
  await cleo.say('Goodbye, then');
  await dan.hears('Goodbye, then');

  await settings(cleo, 'data');
  const [archive] = await Promise.all([
    cleo.page.waitForEvent('download'),
    cleo.page.getByRole('button', { name: 'Download' }).click(),
  ]);
  expect(archive.suggestedFilename()).toMatch(/^cleo-\d{4}-\d\d-\d\d\.zip$/);
  await cleo.page.getByRole('button', { name: 'Delete account…' }).click();
  const dialog = cleo.page.getByRole('dialog');
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await dialog.getByRole('button', { name: 'Delete for ever' }).click();
  await cleo.heading('Sign in').waitFor();

  await dan.log.getByText('Deleted person left').waitFor();
  await dan.page.reload();
  await dan.log.locator('article').getByText('Deleted person').first().waitFor();
  await dan.hears('Goodbye, then');
  dan.expectNoComplaints();
});

test('a page of the door leads somebody who is signed in to where it was to lead', async () => {
  const dora = await scene.enter();
  await dora.begin('dora', 'Dora Lind');
  await dora.open('/sign-in?next=%2Fbrowse');
  await dora.heading('Browse rooms').waitFor();
  await dora.open('/sign-up');
  await dora.page.waitForURL((url) => url.pathname === '/');
  await dora.open('/join/sent-by-a-friend');
  await dora.page.getByText('You have an account here already.').waitFor();
  await dora.page.waitForURL((url) => url.pathname === '/');
  await dora.sidebar.waitFor();
  dora.expectNoComplaints();
});
