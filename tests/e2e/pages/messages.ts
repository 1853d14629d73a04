import type { Visits } from './visits';

export const messages: Visits = {
  'reporting a message': async ({ page }) => {
    await page.goto('/rooms/design');
    const message = page.getByRole('log').getByRole('article').filter({ hasText: 'New signs' });
    // By keys, which a phone may have as well: the menu shows where the focus is.
    await message.getByRole('button', { name: 'Message actions' }).focus();
    await message.getByRole('button', { name: 'Message actions' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Report message' }).click();
    await page.getByRole('dialog').getByLabel('Anything to add?').waitFor();
  },
  suggestions: async ({ page }) => {
    await page.goto('/rooms/design');
    await page.getByRole('textbox', { name: /^Message / }).fill('@te');
    await page.getByRole('option').first().waitFor();
    await page.getByRole('textbox', { name: /^Message / }).fill('@');
  },
  'the emoji picker': async ({ page }) => {
    await page.goto('/rooms/design');
    await page.getByRole('button', { name: 'Emoji' }).click();
    await page.getByPlaceholder('Find an emoji').waitFor();
  },
  'what can be done to a message': async ({ page }) => {
    await page.goto('/rooms/harbour-launch');
    const message = page.getByRole('log').locator('article').filter({ hasText: 'The insurer has signed' });
    await message.getByRole('button', { name: 'Message actions' }).focus();
    await message.getByRole('button', { name: 'Message actions' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Copy link' }).waitFor();
  },
  'answering a message': async ({ page }) => {
    await page.goto('/rooms/harbour-launch');
    const message = page.getByRole('log').locator('article').filter({ hasText: 'The insurer has signed' });
    await message.getByRole('button', { name: 'Message actions' }).focus();
    await message.getByRole('button', { name: 'Reply' }).press('Enter');
    await page.getByText('Replying to').waitFor();
  },
  'a message held by a finger': async ({ page }) => {
    await page.goto('/rooms/harbour-launch');
    await page
      .getByRole('log')
      .getByText('The insurer has signed')
      .dispatchEvent('pointerdown', { pointerType: 'touch', clientX: 90, clientY: 90 });
    await page.getByRole('dialog').getByRole('button', { name: 'Copy link' }).waitFor();
  },
};
