import type { Visits } from './visits';

export const people: Visits = {
  'a person’s card': async ({ page }) => {
    await page.goto('/rooms/harbour-launch');
    await page.getByRole('log').getByRole('button', { name: 'Ines Okafor' }).last().click();
    await page.getByRole('dialog').getByText('Tickets and gates').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Add friend Ines Okafor' }).waitFor();
  },
  friends: async ({ page }) => {
    await page.goto('/friends/all');
    await page.getByRole('button', { name: 'Message Teodor Marin' }).waitFor();
  },
  'friend requests': async ({ page }) => {
    await page.goto('/friends/requests');
    await page.getByRole('button', { name: 'Accept Hana Novák' }).waitFor();
  },
  'adding a friend': async ({ page }) => {
    await page.goto('/friends/add');
    await page.getByRole('searchbox', { name: 'Name or username' }).fill('maxi');
    await page.getByRole('button', { name: /^Add friend Dr\. Maximiliane/ }).waitFor();
  },
  'a new message': async ({ page }) => {
    await page.goto('/friends');
    if (!(await page.getByRole('navigation', { name: 'Rooms' }).isVisible()))
      await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('button', { name: 'New', exact: true }).click();
    await page.getByRole('menuitem', { name: 'New message' }).click();
    for (const name of ['paul', 'maximiliane']) await page.getByRole('button', { name: `@${name}` }).click();
    await page.getByLabel('Name of the group').waitFor();
  },
  'a conversation of two': async ({ page }) => {
    await page.goto('/friends/all');
    await page.getByRole('button', { name: 'Message Teodor Marin' }).click();
    await page.getByRole('log').getByText('Chair found, third floor.').waitFor();
  },
  'blocked people': async ({ page }) => {
    await page.goto('/settings/blocked');
    await page.getByRole('button', { name: 'Unblock Rex Bell' }).waitFor();
  },
};
