import type { Visits } from './visits';

export const settings: Visits = {
  'the profile': async ({ page }) => {
    await page.goto('/settings/profile');
    await page.getByLabel('About you').waitFor();
    await page.getByRole('button', { name: /^Time zone/ }).click();
    await page.getByRole('option').first().waitFor();
  },
  'one’s status': async ({ page }) => {
    await page.goto('/settings/status');
    await page.getByRole('button', { name: 'Working from home' }).click();
    await page.getByLabel('Clear it').selectOption('At a time of my choice …');
    await page.getByLabel('Date and time').waitFor();
  },
  'one’s presence': async ({ page }) => {
    await page.goto('/settings/presence');
    await page.getByRole('switch').waitFor();
  },
  'one’s password': async ({ page }) => {
    await page.goto('/settings/password');
    await page.getByRole('button', { name: 'Change password' }).click();
  },
  'one’s sessions': async ({ page }) => {
    await page.goto('/settings/sessions');
    await page.getByText('This device').waitFor();
  },
  'setting up a second factor': async ({ page }) => {
    await page.goto('/settings/two-factor');
    await page.getByRole('button', { name: 'Set it up' }).click();
    await page.getByRole('img', { name: /^QR code/ }).waitFor();
  },
  passkeys: async ({ page }) => {
    await page.goto('/settings/passkeys');
    await page.getByText('No passkeys yet').waitFor();
  },
  'connected accounts': async ({ page }) => {
    await page.goto('/settings/connected');
    await page.getByText('This server is connected with no other.').waitFor();
  },
  'deleting the account': async ({ page }) => {
    await page.goto('/settings/data');
    await page.getByRole('button', { name: 'Delete account…' }).click();
    await page.getByRole('dialog').getByLabel('Password', { exact: true }).waitFor();
  },
};
