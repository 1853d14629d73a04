import type { Visits } from './visits';

export const rooms: Visits = {
  'the room': async ({ page }) => {
    await page.goto('/rooms/harbour-launch');
    await page.getByRole('log').getByText('Rain plan').waitFor();
  },
  'code and tables': async ({ page }) => {
    await page.goto('/rooms/engineering');
    await page.getByRole('log').locator('.hljs-keyword').first().waitFor();
  },
  'many scripts': async ({ page }) => {
    await page.goto('/rooms/kitchen');
    await page.getByRole('log').getByText('😋😋😋').waitFor();
  },
  'browsing rooms': async ({ page }) => {
    await page.goto('/browse');
    await page.getByRole('button', { name: 'Join bicycles' }).waitFor();
  },
  'a room not joined': async ({ page }) => {
    await page.goto('/rooms/book-club');
    await page.getByRole('button', { name: 'Join room' }).waitFor();
  },
  people: async ({ page }) => {
    await page.goto('/rooms/design');
    const people = page.getByRole('main').getByRole('button', { name: 'People', exact: true });
    await people.waitFor();
    if ((await page.getByRole('complementary').count()) === 0) await people.click();
    await page.getByRole('complementary').getByText('@teodor').waitFor();
  },
  'adding people': async ({ page }) => {
    await page.goto('/rooms/design');
    await page.getByRole('main').getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Add people' }).click();
    await page.getByRole('dialog').getByText('@teodor').waitFor();
  },
  'an archived room': async ({ page }) => {
    await page.goto('/rooms/press');
    await page.getByRole('button', { name: 'Take out of the archive' }).waitFor();
  },
  'an invitation that has ended': async ({ page }) => {
    await page.goto('/invite/long-gone');
    await page.getByText('This invitation does not count any more').waitFor();
  },
  'the menu of a room in the sidebar': async ({ page, sidebar }) => {
    await page.goto('/');
    // On a desk the last room opens; the phone shows the list.
    // As the menu key and a finger that stays do it.
    await sidebar
      .getByRole('link', { name: 'random' })
      .dispatchEvent('contextmenu', { clientX: 90, clientY: 90 });
    await page.getByRole('menuitem', { name: 'Move to' }).click();
    await page.getByRole('menuitem', { name: 'New section' }).waitFor();
  },
  'a section of my own': async ({ page, sidebar }) => {
    await page.goto('/');
    await sidebar.getByRole('button', { name: 'New', exact: true }).click();
    await page.getByRole('menuitem', { name: 'New section' }).click();
    await page.getByRole('dialog').getByLabel('Name').waitFor();
  },
  'the switcher': async ({ page }) => {
    await page.goto('/rooms/design');
    await page.getByRole('textbox', { name: /^Message / }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('option').first().waitFor();
  },
  'keyboard shortcuts': async ({ page }) => {
    await page.goto('/rooms/design');
    await page.getByRole('textbox', { name: /^Message / }).waitFor();
    await page.keyboard.press('Control+/');
    await page.getByRole('dialog').waitFor();
  },
  'a room that is not there': async ({ page }) => {
    await page.goto('/rooms/nowhere');
    await page.getByText('This room is not here').waitFor();
  },
};
