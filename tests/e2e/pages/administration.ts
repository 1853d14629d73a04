import { freePort } from '../support/ports';
import type { Visits } from './visits';

export const administration: Visits = {
  'the administration': async ({ page }) => {
    await page.goto('/admin');
    await page.getByRole('navigation', { name: 'Administration' }).waitFor();
  },
  'how the server is': async ({ page }) => {
    await page.goto('/admin/overview');
    await page.getByText('People connected').waitFor();
  },
  'everyone on the server': async ({ page }) => {
    await page.goto('/admin/people');
    await page.getByText('@maximiliane').waitFor();
  },
  'a password link': async ({ page }) => {
    await page.goto('/admin/people');
    await page.getByRole('button', { name: 'Options for Sam' }).click();
    await page.getByRole('menuitem', { name: 'Make a password link' }).click();
    await page.getByRole('button', { name: 'Make the link' }).click();
    await page.getByRole('textbox', { name: 'Link' }).waitFor();
  },
  'rooms of the server': async ({ page }) => {
    await page.goto('/admin/rooms');
    await page.getByText('#harbour-launch').waitFor();
  },
  'rooms with a port of their own': async ({ page }) => {
    await page.goto('/admin/dedicated-rooms');
    await page.getByRole('button', { name: 'Give a room a port' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^harbour-launch/ }).click();
    await dialog.getByLabel('Port', { exact: true }).fill(String(await freePort()));
    await dialog.getByRole('button', { name: 'Open the port' }).click();
    await page.getByRole('cell', { name: 'Running' }).first().waitFor();
  },
  'giving a room a port': async ({ page }) => {
    await page.goto('/admin/dedicated-rooms');
    await page.getByRole('button', { name: 'Give a room a port' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^design/ })
      .click();
    await page.getByRole('dialog').getByLabel('Port', { exact: true }).fill('0');
    await page.getByRole('dialog').getByRole('button', { name: 'Open the port' }).click();
    await page.getByText('Use a number from 1 to 65535.').waitFor();
  },
  'an announcement': async ({ page }) => {
    await page.goto('/admin/overview');
    await page
      .getByLabel('Announcement')
      .fill('At 18:00 the server restarts. It takes a minute, and nothing is lost.');
    await page.getByRole('button', { name: 'Announce' }).click();
    await page.getByRole('button', { name: 'Dismiss the announcement' }).waitFor();
  },
  'invitations to the server': async ({ page }) => {
    await page.goto('/admin/invitations');
    await page.getByRole('button', { name: 'New invitation' }).waitFor();
  },
  'reports to the server': async ({ page }) => {
    await page.goto('/admin/reports');
    await page.getByText('The third one this week.').waitFor();
  },
  'words looked for on the server': async ({ page }) => {
    await page.goto('/admin/filters');
    await page.getByText('No filters yet.').waitFor();
  },
  'banned accounts': async ({ page }) => {
    await page.goto('/admin/accounts');
    await page.getByText('Sells things, here and').waitFor();
  },
  'banned addresses': async ({ page }) => {
    await page.goto('/admin/addresses');
    await page.getByText('203.0.113.0/24').last().waitFor();
  },
  'the audit log of the server': async ({ page }) => {
    await page.goto('/admin/audit');
    await page.getByText('Sells things, here and').waitFor();
  },
  'sign-up and limits': async ({ page }) => {
    await page.goto('/admin/settings');
    await page.getByLabel('Name of the server').waitFor();
  },
  storage: async ({ page }) => {
    await page.goto('/admin/storage');
    await page.getByText('Rows in the database').waitFor();
  },
};
