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
  'sign-up and limits': async ({ page }) => {
    await page.goto('/admin/settings');
    await page.getByLabel('Name of the server').waitFor();
  },
  storage: async ({ page }) => {
    await page.goto('/admin/storage');
    await page.getByText('Rows in the database').waitFor();
  },
};
