import type { Person } from '../support/people';
import type { Picture, View } from './picture';

/** What the owner of the server sees of it. */
export async function administration(lena: Person, view: View, picture: Picture): Promise<void> {
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
