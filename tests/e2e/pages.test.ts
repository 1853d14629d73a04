import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings, overflow } from './support/checks';
import { foundCompany } from './support/company';
import { desktop, Person, phone } from './support/people';
import { stage } from './support/stage';

const scene = stage();
beforeAll(() => foundCompany(scene.server.url, 0), 120_000);

/** Every page and layer: how to get there, on a desk and on a phone. */
const pages: Record<string, (person: Person) => Promise<void>> = {
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
    await sidebar.getByRole('link', { name: 'random' }).click({ button: 'right' });
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
  'keyboard shortcuts': async ({ page }) => {
    await page.goto('/rooms/design');
    await page.getByRole('textbox', { name: /^Message / }).waitFor();
    await page.keyboard.press('Control+/');
    await page.getByRole('dialog').waitFor();
  },
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
  'a room that is not there': async ({ page }) => {
    await page.goto('/rooms/nowhere');
    await page.getByText('This room is not here').waitFor();
  },
};

for (const theme of ['light', 'dark'] as const)
  for (const [view, size] of Object.entries({
    desk: desktop,
    phone,
    'small phone': { width: 360, height: 740 },
  }))
    describe(`${theme}, ${view}`, () => {
      let lena: Person;
      beforeAll(async () => {
        const onPhone = view !== 'desk';
        const options = { viewport: size, colorScheme: theme, hasTouch: onPhone, isMobile: onPhone };
        lena = await scene.enter({ ...options, baseURL: scene.server.url });
        await lena.open('/sign-in');
        await lena.heading('Sign in').waitFor();
        expect(await accessibilityFindings(lena.page)).toEqual([]);
        await lena.open('/sign-up');
        await lena.heading('Create your account').waitFor();
        expect(await accessibilityFindings(lena.page)).toEqual([]);
        expect(await overflow(lena.page)).toBe(0);
        await lena.signIn('lena');
      });
      afterAll(async () => {
        // Asking for a room that is not there is meant to be answered with 404.
        expect(lena.complaints.filter((words) => !words.includes('404'))).toEqual([]);
        await lena.close();
      });

      test.each(Object.entries(pages))('%s is accessible and fits', async (_name, go) => {
        await go(lena);
        expect(await overflow(lena.page)).toBe(0);
        // The small phone shows the same as the other one; only its width is of interest.
        if (view !== 'small phone') expect(await accessibilityFindings(lena.page)).toEqual([]);
      });
    });
