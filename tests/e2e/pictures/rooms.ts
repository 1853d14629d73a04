import type { Company } from '../support/company';
import type { Person } from '../support/people';
import type { Picture, View } from './picture';

/** The rooms of somebody who is in the middle of it. */
export async function rooms(lena: Person, company: Company, view: View, picture: Picture): Promise<void> {
  const { page } = lena;
  await lena.signIn('lena');
  await lena.sidebar.getByRole('link', { name: /harbour-launch/ }).waitFor();
  await picture(lena, 'list');
  // As the menu key and a finger that stays do it.
  await lena.sidebar
    .getByRole('link', { name: 'random' })
    .dispatchEvent('contextmenu', { clientX: 90, clientY: 90 });
  await page.getByRole('menuitem', { name: 'Move to' }).click();
  await page.getByRole('menuitem', { name: 'New section' }).waitFor();
  await picture(lena, 'list-menu');
  await page.getByRole('menuitem', { name: 'New section' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Opening night');
  await picture(lena, 'new-section');
  await page.keyboard.press('Escape');
  await lena.open('/rooms/lobby');
  await lena.page.getByText('This is where lobby begins').waitFor();
  await picture(lena, 'quiet-room');
  await lena.open('/rooms/harbour-launch');
  await lena.log.getByText('Rain plan').waitFor();
  await lena.say('Looking at it now, ten minutes.');
  await lena.hears('Looking at it now, ten minutes.');
  if (view === 'desktop') await lena.log.getByText('Perfect.').hover();
  await picture(lena, 'room');
  const insurer = lena.log.locator('article').filter({ hasText: 'The insurer has signed' });
  await insurer.getByRole('button', { name: 'Message actions' }).focus();
  await insurer.getByRole('button', { name: 'Reply' }).press('Enter');
  await page.getByText('Replying to').waitFor();
  await picture(lena, 'reply');
  await lena.composer.press('Escape');
  await insurer.getByRole('button', { name: 'Message actions' }).focus();
  await insurer.getByRole('button', { name: 'Message actions' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Copy link' }).waitFor();
  await picture(lena, 'message-menu');
  await page.keyboard.press('Escape');
  await insurer
    .getByText('The insurer has signed')
    .dispatchEvent('pointerdown', { pointerType: 'touch', clientX: 90, clientY: 90 });
  await page.getByRole('dialog').getByRole('button', { name: 'Copy link' }).waitFor();
  await picture(lena, 'message-sheet');
  await page.keyboard.press('Escape');
  await lena.composer.fill('Thanks @');
  await page.getByRole('option').first().waitFor();
  await picture(lena, 'suggestions');
  await lena.composer.fill('');
  await page.getByRole('button', { name: 'Emoji' }).click();
  await page.getByPlaceholder('Find an emoji').waitFor();
  await picture(lena, 'emoji');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Ines Okafor' }).first().click();
  await page.getByRole('dialog').getByText('Tickets and gates').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Add friend Ines Okafor' }).waitFor();
  await picture(lena, 'person');
  await page.keyboard.press('Escape');
  await page.getByRole('main').getByRole('button', { name: 'People', exact: true }).click();
  await page.getByRole('complementary').getByText('@teodor').waitFor();
  await picture(lena, 'members');
  await page.getByRole('button', { name: 'Add people' }).first().click();
  await page.getByRole('dialog').getByText('Mara Lindqvist').waitFor();
  await picture(lena, 'add-people');
  await page.keyboard.press('Escape');
  await page.getByRole('complementary').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('main').getByRole('button', { name: 'More' }).click();
  await picture(lena, 'room-menu');
  await page.keyboard.press('Escape');
  for (const section of ['about', 'access', 'people', 'roles', 'invitations', 'permissions', 'danger']) {
    await lena.open(`/rooms/design/settings/${section}${section === 'permissions' ? '?user=teodor' : ''}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    if (section === 'permissions') await page.getByText('What Teodor Marin may do').waitFor();
    if (section === 'people') await page.getByText('@teodor').waitFor();
    await picture(lena, `room-settings-${section}`);
  }
  await lena.open('/rooms/design/settings/roles');
  await page.getByRole('button', { name: 'Make a role' }).click();
  await page.getByRole('checkbox', { name: 'Pin messages' }).waitFor();
  await picture(lena, 'role');
  await lena.open('/rooms/design/settings/invitations');
  await page.getByRole('button', { name: 'Make a link' }).click();
  await page.getByLabel('Ends after').waitFor();
  await picture(lena, 'make-invitation');
  await lena.open('/rooms/press');
  await page.getByRole('button', { name: 'Take out of the archive' }).waitFor();
  await picture(lena, 'archived');
  await lena.open('/rooms/leadership');
  await page.getByRole('main').getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Leave room' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).waitFor();
  await picture(lena, 'leave');
  await page.keyboard.press('Escape');
  await lena.open('/rooms/design');
  for (const [item, name] of [
    ['Word filters', 'filters'],
    ['Held messages', 'held'],
  ] as const) {
    await page.getByRole('main').getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: item }).click();
    await page.getByRole('dialog').getByText('casino').first().waitFor();
    await picture(lena, name);
    await page.keyboard.press('Escape');
  }
  await lena.open('/rooms/engineering');
  await lena.log.locator('.hljs-keyword').first().waitFor();
  await picture(lena, 'code');
  await lena.open('/rooms/kitchen');
  await lena.log.getByText('😋😋😋').waitFor();
  await picture(lena, 'scripts');
  await company.callers.get('sam')?.say('long-names', 'Hello');
  await page.keyboard.press('Control+k');
  await page.getByRole('option').first().waitFor();
  await picture(lena, 'switcher');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+/');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await picture(lena, 'shortcuts');
  await page.keyboard.press('Escape');
  if (view === 'phone') await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
  await picture(lena, 'account');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'New', exact: true }).click();
  await page.getByRole('menuitem', { name: 'New room' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Winter market');
  await picture(lena, 'create');
  await page.keyboard.press('Escape');
}
