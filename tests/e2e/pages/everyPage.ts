import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administration } from './administration';
import { messages } from './messages';
import { people } from './people';
import { rooms } from './rooms';
import { roomSettings } from './roomSettings';
import { settings } from './settings';
import { accessibilityFindings, overflow } from '../support/checks';
import { foundCompany } from '../support/company';
import { desktop, phone, type Person } from '../support/people';
import { stage } from '../support/stage';

const pages = { ...rooms, ...roomSettings, ...messages, ...people, ...settings, ...administration };
const smallPhone = { width: 360, height: 740 };

/** Where pictures of all pages go, in both appearances, if they are wanted. */
const pictures = process.env.PAGE_PICTURES;

/** Visits every page on one kind of screen; a file of tests for each, so that they are done at the same time. */
export function everyPage(view: 'desk' | 'phone'): void {
  const size = { desk: desktop, phone }[view];
  const scene = stage();
  beforeAll(() => foundCompany(scene.server.url, 0), 120_000);

  let lena: Person;
  beforeAll(async () => {
    const onPhone = view === 'phone';
    lena = await scene.enter({
      viewport: size,
      hasTouch: onPhone,
      isMobile: onPhone,
      baseURL: scene.server.url,
    });
  });
  afterAll(async () => {
    // Asking for a room that is not there is meant to be answered with 404.
    expect(lena.complaints.filter((words) => !words.includes('404'))).toEqual([]);
    await lena.close();
  });

  /** What is open now has no fault in either appearance, and is nowhere wider than the screen. */
  async function looksRight(name: string): Promise<void> {
    for (const theme of ['dark', 'light'] as const) {
      await lena.page.emulateMedia({ colorScheme: theme });
      if (pictures !== undefined) await lena.picture(join(pictures, `${name} ${theme} ${view}.png`));
      // Besides its colours, a page is the same in both.
      const rule = theme === 'dark' ? 'color-contrast' : undefined;
      // Colours may still be on their way; what is wrong stays wrong.
      await expect.poll(() => accessibilityFindings(lena.page, rule), { timeout: 6_000 }).toEqual([]);
    }
    expect(await overflow(lena.page)).toBe(0);
    if (view === 'desk') return;
    await lena.page.setViewportSize(smallPhone);
    expect(await overflow(lena.page)).toBe(0);
    await lena.page.setViewportSize(size);
  }

  test('the ways in are accessible and fit', async () => {
    await lena.open('/sign-in');
    await lena.heading('Sign in').waitFor();
    await looksRight('the way in');
    await lena.open('/sign-up');
    await lena.heading('Create your account').waitFor();
    await looksRight('signing up');
    await lena.signIn('lena');
  });

  test.each(Object.entries(pages))('%s is accessible and fits', async (name, go) => {
    await go(lena);
    await looksRight(name);
  });
}
