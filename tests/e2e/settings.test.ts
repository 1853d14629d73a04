import { expect, test } from 'vitest';
import { phone, type Person } from './support/people';
import { stage } from './support/stage';

const scene = stage();

/** A picture of one colour at the left and another at the right, as a file on disk would be. */
const picture = (person: Person) =>
  person.page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 600, height: 300 });
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('This browser draws nothing.');
    context.fillStyle = '#d03020';
    context.fillRect(0, 0, 300, 300);
    context.fillStyle = '#2040d0';
    context.fillRect(300, 0, 300, 300);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer())];
  });

const myPicture = (person: Person) => person.page.getByRole('main').locator('img[src^="/pictures/"]');

test('a profile is changed, and others see it at once, under the old name too', async () => {
  const lena = await scene.enter();
  await lena.begin('lena', 'Lena Brandt');
  await lena.createRoom('Harbour launch');
  await lena.say('Good morning');
  const ines = await scene.enter();
  await ines.begin('ines', 'Ines Okafor');
  await ines.joinRoom('Harbour launch');
  await ines.hears('Good morning');

  await lena.openSettings('Profile');
  const { page } = lena;
  await page.getByLabel('Your name').fill('Lena Marie Brandt');
  await page.getByLabel('Username').fill('ines');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('That username is taken.').waitFor();
  await page.getByLabel('Username').fill('lena-marie');
  await page.getByLabel('Pronouns').fill('she/her');
  await page.getByRole('button', { name: /^Time zone/ }).click();
  await page.getByLabel('Find a city or region').fill('auckland');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();

  await ines.log.getByRole('button', { name: 'Lena Marie Brandt' }).last().waitFor();
  await ines.composer.fill('Morning, @lena-m');
  await ines.page.getByRole('option', { name: /Lena Marie/ }).waitFor();
  await page.reload();
  await page.getByLabel('Pronouns').waitFor();
  expect(await page.getByLabel('Pronouns').inputValue()).toBe('she/her');
  expect(await page.getByRole('button', { name: /^Time zone/ }).textContent()).toContain('Auckland');
  // The refused name is told by the server with 409.
  expect(lena.complaints.filter((words) => !words.includes('409'))).toEqual([]);
  ines.expectNoComplaints();
});

test('a picture is cut by mouse and keys, and can be taken away again', async () => {
  const lena = await scene.enter();
  await lena.signIn('lena-marie');
  await lena.openSettings('Profile');
  const { page } = lena;
  await page
    .getByLabel('Upload a picture')
    .setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: Buffer.from(await picture(lena)) });
  const dialog = page.getByRole('dialog', { name: 'Choose the part to show' });
  const window = dialog.getByRole('group');
  await window.focus();
  for (let press = 0; press < 12; press++) await page.keyboard.press('ArrowLeft');
  await dialog.getByRole('button', { name: 'Use picture' }).click();
  await dialog.waitFor({ state: 'detached' });
  await myPicture(lena).waitFor();
  const [red = 0, , blue = 0] = await myPicture(lena).evaluate((image: HTMLImageElement) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0, 1, 1);
    return [...(context?.getImageData(0, 0, 1, 1).data ?? [])];
  });
  expect(blue).toBeGreaterThan(red);

  await page.getByRole('button', { name: 'Remove picture' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await myPicture(lena).waitFor({ state: 'detached' });
  lena.expectNoComplaints();
});

test('a status is set from the account menu, shows beside the name, and is cleared', async () => {
  const lena = await scene.enter();
  await lena.signIn('lena-marie');
  const { page } = lena;
  const account = page.getByRole('button', { name: 'Your account' });
  await account.click();
  await page.getByRole('menuitem', { name: 'Set a status' }).click();
  await page.getByRole('button', { name: 'Lunch' }).click();
  await page.getByRole('button', { name: 'Set status' }).click();
  await account.getByText('🍜 Lunch').waitFor();
  await page.reload();
  await account.getByText('🍜 Lunch').waitFor();
  await lena.openSettings('Status');
  await page.getByRole('button', { name: 'Clear status' }).click();
  await account.getByText('@lena-marie').waitFor();
  lena.expectNoComplaints();
});

test('sessions are listed and ended, and a new password ends them as well', async () => {
  const desk = await scene.enter();
  await desk.signIn('ines');
  const elsewhere = await scene.enter();
  await elsewhere.signIn('ines');
  await desk.openSettings('Sessions');
  await desk.page.getByRole('button', { name: 'Sign out all other devices' }).click();
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await elsewhere.heading('Sign in').waitFor();
  await desk.page.getByText('You are signed in on this device alone.').waitFor();

  await desk.openSettings('Password');
  await desk.page.getByLabel('Current password').fill('not that one');
  await desk.page.getByLabel('New password').fill('another fine password');
  await desk.page.getByRole('button', { name: 'Change password' }).click();
  await desk.page.getByText('That is not your password.').waitFor();
  await desk.page.getByLabel('Current password').fill('correct horse battery');
  await desk.page.getByRole('button', { name: 'Change password' }).click();
  await desk.page.getByText(/Your password is changed/).waitFor();
});

test('on a phone the list comes first, and back leads there and out again', async () => {
  const small = { viewport: phone, hasTouch: true, isMobile: true };
  const noa = await scene.enter(small);
  await noa.begin('noa', 'Noa Levi');
  await noa.page.getByRole('button', { name: 'Your account' }).click();
  await noa.page.getByRole('menuitem', { name: 'Settings' }).click();
  await noa.heading('Settings').waitFor();
  await noa.page.getByRole('link', { name: 'Presence' }).click();
  await noa.heading('Presence').waitFor();
  await noa.page.getByRole('link', { name: 'Back' }).click();
  await noa.heading('Settings').waitFor();
  await noa.page.getByRole('link', { name: 'Back' }).click();
  await noa.sidebar.waitFor();
  noa.expectNoComplaints();
});
