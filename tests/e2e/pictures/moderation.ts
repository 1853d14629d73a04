import type { Company } from '../support/company';
import type { Person } from '../support/people';
import type { Picture } from './picture';

/** The seventh line of the launch, behind the ten who came in. */
const reported = 17;

/** What a moderator sees. */
export async function moderation(lena: Person, company: Company, picture: Picture): Promise<void> {
  const { page } = lena;
  const room = 'harbour-launch';
  await company.callers
    .get('noa')
    ?.report(room, reported, 'privacy', 'The hour of the test was not to be told.');
  await company.callers.get('sam')?.report(room, reported - 1, 'spam', '');
  await company.lena.restrict(room, 'timeouts', 'paul', { seconds: 86_400, reason: 'Boats are for #random' });
  await company.lena.restrict(room, 'bans', 'sam', { reason: 'Third warning' });
  await lena.open(`/rooms/${room}`);
  await page.getByRole('main').getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Moderation' }).click();
  const desk = page.getByRole('dialog');
  await desk.getByRole('article').first().waitFor();
  await picture(lena, 'reports');
  for (const [tab, seen] of [
    ['Timeouts', 'Boats are'],
    ['Bans', 'Third warning'],
    ['Audit log', 'Person banned'],
  ] as const) {
    await desk.getByRole('tab', { name: tab }).click();
    await desk.getByRole('tabpanel').getByText(seen).last().waitFor();
    await picture(lena, tab.toLowerCase().replace(' ', '-'));
  }
  await page.keyboard.press('Escape');
  await page.getByRole('main').getByRole('button', { name: 'People', exact: true }).click();
  await page.getByRole('button', { name: 'Options for Hana Novák' }).click();
  await page.getByRole('menuitem', { name: 'Ban from room' }).click();
  await picture(lena, 'ban');
  await page.keyboard.press('Escape');
}
