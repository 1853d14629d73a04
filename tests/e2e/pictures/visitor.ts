import type { Person } from '../support/people';
import type { Picture } from './picture';

/** What somebody sees who is not in yet, or has only just come. */
export async function visitorPages(visitor: Person, picture: Picture): Promise<void> {
  await visitor.open('/sign-in');
  await visitor.heading('Sign in').waitFor();
  await picture(visitor, 'sign-in');
  await visitor.open('/sign-up');
  await visitor.heading('Create your account').waitFor();
  await visitor.page.getByLabel('Username').fill('x');
  await visitor.page.getByLabel('Password', { exact: true }).fill('short');
  await visitor.page.getByRole('button', { name: 'Create account' }).click();
  await picture(visitor, 'sign-up');
  await visitor.signUp('newcomer', 'Mara Lindqvist');
  await visitor.page.getByText('Rooms you join appear here.').waitFor();
  await picture(visitor, 'empty');
  await visitor.open('/browse');
  await visitor.page.getByRole('button', { name: 'Join harbour-launch' }).waitFor();
  await picture(visitor, 'browse');
  await visitor.page.getByRole('searchbox', { name: 'Find a room' }).fill('submarine');
  await visitor.page.getByText('No room matches').waitFor();
  await picture(visitor, 'browse-none');
  await visitor.open('/rooms/photo-walks');
  await visitor.page.getByRole('button', { name: 'Join room' }).waitFor();
  await picture(visitor, 'preview');
  await visitor.open('/rooms/leadership');
  await visitor.page.getByText('This room is not here').waitFor();
  await picture(visitor, 'not-found');
}
