import type { Line } from '../support/line';
import type { Person } from '../support/people';
import type { Picture } from './picture';

/** The line is cut while somebody writes. */
export async function brokenLine(lena: Person, line: Line, picture: Picture): Promise<void> {
  await lena.open('/rooms/harbour-launch');
  await lena.log.getByText('Rain plan').waitFor();
  line.cut();
  await lena.page.getByText('The connection is lost').waitFor();
  await lena.say('Signed off, the printer can start.');
  await lena.say('And row C gets the chair from my office.');
  await lena.page.getByText('waiting for connection').first().waitFor();
  await picture(lena, 'waiting');
  await lena.page.getByRole('button', { name: 'Retry', exact: true }).first().waitFor({ timeout: 40_000 });
  await picture(lena, 'failed');
  line.mend();
}
