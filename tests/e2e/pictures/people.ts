import type { Person } from '../support/people';
import type { Picture } from './picture';

/** Friends, conversations, and what one settles for oneself. */
export async function people(lena: Person, picture: Picture): Promise<void> {
  const { page } = lena;
  for (const tab of ['', '/all', '/requests', '/blocked']) {
    await lena.open(`/friends${tab}`);
    await page.getByRole('main').getByRole('listitem').first().waitFor();
    await picture(lena, `friends${tab.replace('/', '-')}`);
  }
  await lena.open('/friends/all');
  await page.getByRole('button', { name: 'Message Teodor Marin' }).click();
  await lena.log.getByText('Chair found').waitFor();
  await picture(lena, 'direct');
  await lena.open('/');
  await page.getByRole('button', { name: 'New', exact: true }).click();
  await page.getByRole('menuitem', { name: 'New message' }).click();
  for (const name of ['yuki', 'maximiliane']) await page.getByRole('button', { name: `@${name}` }).click();
  await picture(lena, 'new-message');
  await page.getByRole('button', { name: 'Start group' }).click();
  await page.getByRole('heading', { level: 1, name: /ゆき/ }).waitFor();
  await picture(lena, 'group');
  for (const section of ['profile', 'status', 'presence', 'password', 'sessions', 'blocked']) {
    await lena.open(`/settings/${section}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('main').locator('input:visible, li, button').first().waitFor();
    await picture(lena, `settings-${section}`);
  }
}
