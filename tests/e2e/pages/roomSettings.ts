import type { Visits } from './visits';

export const roomSettings: Visits = {
  'about a room': async ({ page }) => {
    await page.goto('/rooms/design/settings/about');
    await page.getByLabel('Topic').waitFor();
  },
  'access to a room': async ({ page }) => {
    await page.goto('/rooms/design/settings/access');
    await page.getByRole('switch', { name: 'Announcements only' }).waitFor();
  },
  'people of a room': async ({ page }) => {
    await page.goto('/rooms/design/settings/people');
    await page.getByText('@teodor').waitFor();
  },
  'a role of a room’s own': async ({ page }) => {
    await page.goto('/rooms/design/settings/roles');
    await page.getByRole('button', { name: 'Make a role' }).click();
    await page.getByRole('checkbox', { name: 'Pin messages' }).waitFor();
  },
  'invitations to a room': async ({ page }) => {
    await page.goto('/rooms/design/settings/invitations');
    await page.getByRole('button', { name: 'Make a link' }).click();
    await page.getByLabel('Ends after').waitFor();
  },
  'who may do what in a room': async ({ page }) => {
    await page.goto('/rooms/design/settings/permissions?user=teodor');
    await page.getByText('What Teodor Marin may do').waitFor();
    await page.getByRole('table').waitFor();
  },
  'leaving a room for good': async ({ page }) => {
    await page.goto('/rooms/design/settings/danger');
    await page.getByRole('button', { name: 'Delete room' }).click();
    await page.getByRole('dialog').waitFor();
  },
  moderation: async ({ page }) => {
    await page.goto('/rooms/design');
    await page.getByRole('main').getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Moderation' }).click();
    await page.getByRole('tab', { name: 'Audit log' }).click();
    await page.getByRole('dialog').getByText('Person added').last().waitFor();
  },
  'banning a person': async ({ page }) => {
    await page.goto('/rooms/design');
    const people = page.getByRole('main').getByRole('button', { name: 'People', exact: true });
    await people.waitFor();
    if ((await page.getByRole('complementary').count()) === 0) await people.click();
    const row = page.getByRole('complementary').getByRole('listitem').filter({ hasText: '@teodor' });
    await row.getByRole('button', { name: 'Options for Teodor Marin' }).click();
    await page.getByRole('menuitem', { name: 'Ban from room' }).click();
    await page.getByRole('dialog').getByLabel('Reason').waitFor();
  },
  'word filters': async ({ page }) => {
    await page.goto('/rooms/design');
    await page.getByRole('main').getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Word filters' }).click();
    await page.getByRole('dialog').getByText('*casino*').waitFor();
  },
  'held messages': async ({ page }) => {
    await page.goto('/rooms/design');
    await page.getByRole('main').getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Held messages' }).click();
    await page.getByRole('dialog').getByText('The harbour casino opens as well').waitFor();
  },
};
