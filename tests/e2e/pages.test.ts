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
  'reporting a message': async ({ page }) => {
    await page.goto('/rooms/design');
    const message = page.getByRole('log').getByRole('article').filter({ hasText: 'New signs' });
    // By keys, which a phone may have as well: the menu shows where the focus is.
    await message.getByRole('button', { name: 'Message actions' }).focus();
    await message.getByRole('button', { name: 'Message actions' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Report message' }).click();
    await page.getByRole('dialog').getByLabel('Anything to add?').waitFor();
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
  'keyboard shortcuts': async ({ page }) => {
    await page.goto('/rooms/design');
    await page.getByRole('textbox', { name: /^Message / }).waitFor();
    await page.keyboard.press('Control+/');
    await page.getByRole('dialog').waitFor();
  },
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
