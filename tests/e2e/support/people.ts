import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from 'playwright-core';
import { expect } from 'vitest';

export const password = 'correct horse battery';

/**
 * What Chromium does besides showing pages. Each window would have two renderers for the lists below its address bar, which nobody sees and
 * which cost as much as the page. Of this switch the last counts, so those that Playwright turns off are named as well.
 */
const without = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
  ...['AimEnabled', 'AvoidCorsURLLoaderRestartOnRedirect', 'AvoidUnnecessaryBeforeUnloadCheckSync'],
  ...['DestroyProfileOnBrowserClose', 'HttpsFirstBalancedModeAutoEnable', 'HttpsUpgrades', 'LensOverlay'],
  ...['MediaRouter', 'NetworkTimeServiceQuerying', 'OptimizationHints', 'PaintHolding', 'PreconnectToSearch'],
  ...['TcpPortRandomizationWin', 'ThirdPartyStoragePartitioning'],
];

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      `--disable-features=${without.join(',')}`,
    ],
  });
}

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

/** What the console says when a line is cut on purpose. */
const cutLine =
  /net::ERR_|WebSocket connection to|Failed to load resource: the server responded with a status of 502/;

/** Somebody with a browser of their own, and what that browser complained about. */
export class Person {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: string[] = [];
  readonly #url: string;
  readonly #touch: boolean;
  #lineMayBreak = false;

  private constructor(context: BrowserContext, page: Page, url: string, touch: boolean) {
    this.#touch = touch;
    this.context = context;
    this.page = page;
    this.#url = url;
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (!['error', 'warning'].includes(message.type())) return;
      if (this.#lineMayBreak && cutLine.test(message.text())) return;
      this.complaints.push(message.text());
    });
  }

  static async at(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Person> {
    const context = await browser.newContext({
      viewport: desktop,
      locale: 'en-GB',
      reducedMotion: 'reduce',
      ...options,
    });
    return new Person(context, await context.newPage(), url, options.hasTouch ?? false);
  }

  /** From now on this person's line is cut or refused on purpose. */
  expectBrokenLine(): void {
    this.#lineMayBreak = true;
  }

  open(path = '/'): Promise<unknown> {
    return this.page.goto(this.#url + path);
  }

  /** Is given an account and a session, without a word about how one comes by them. */
  async begin(username: string, displayName: string): Promise<void> {
    const account = { username, displayName, password };
    const answer = await this.context.request.post(`${this.#url}/api/v1/accounts`, { data: account });
    expect(answer.status()).toBe(201);
    await this.open('/signed-in');
    await this.sidebar.waitFor();
  }

  /** Makes an account the way people do. */
  async signUp(username: string, displayName: string): Promise<void> {
    await this.open('/sign-up');
    await this.page.getByLabel('Your name').fill(displayName);
    await this.page.getByLabel('Username').fill(username);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Create account' }).click();
    await this.sidebar.waitFor();
  }

  async signIn(username: string): Promise<void> {
    await this.open('/sign-in');
    await this.page.getByLabel('Username').fill(username);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await this.sidebar.waitFor();
  }

  async createRoom(title: string, { secret = false } = {}): Promise<void> {
    await this.sidebar.getByRole('button', { name: 'New', exact: true }).click();
    await this.page.getByRole('menuitem', { name: 'New room' }).click();
    await this.page.getByLabel('Name', { exact: true }).fill(title);
    if (secret) await this.page.getByRole('radio', { name: /Only people who are added/ }).check();
    await this.page.getByRole('button', { name: 'Create room' }).click();
    await this.heading(title).waitFor();
  }

  async joinRoom(title: string): Promise<void> {
    await this.sidebar.getByRole('link', { name: 'Browse rooms' }).click();
    await this.page.getByRole('button', { name: `Join ${title}` }).click();
    await this.heading(title).waitFor();
  }

  async openRoom(title: string): Promise<void> {
    await this.sidebar.getByRole('link', { name: title }).click();
    await this.heading(title).waitFor();
  }

  async say(words: string): Promise<void> {
    await this.composer.fill(words);
    // On a phone's keyboard Enter breaks the line.
    if (this.#touch) await this.page.getByRole('button', { name: 'Send' }).click();
    else await this.composer.press('Enter');
  }

  async hears(words: string): Promise<void> {
    await this.log.getByText(words, { exact: true }).waitFor();
  }

  /** What everyone said in the open room, in the order shown. */
  said(): Promise<string[]> {
    return this.log
      .locator('article')
      .evaluateAll((articles) =>
        articles.map((article) => article.querySelector('p[dir], pre')?.textContent?.trim() ?? ''),
      );
  }

  get sidebar(): Locator {
    return this.page.getByRole('navigation', { name: 'Rooms' });
  }

  get log(): Locator {
    return this.page.getByRole('log');
  }

  get composer(): Locator {
    return this.page.getByRole('textbox', { name: /^Message / });
  }

  heading(title: string): Locator {
    return this.page.getByRole('heading', { level: 1, name: title });
  }

  /** Goes to a part of the settings by way of the account menu. */
  async openSettings(section: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Your account' }).click();
    await this.page.getByRole('menuitem', { name: 'Settings' }).click();
    await this.page
      .getByRole('navigation', { name: 'Settings' })
      .getByRole('link', { name: section })
      .click();
    await this.heading(section).waitFor();
  }

  /** The picture of what this person sees now. */
  async picture(path: string): Promise<void> {
    await this.page.screenshot({ path, animations: 'disabled' });
  }

  expectNoComplaints(): void {
    expect(this.complaints).toEqual([]);
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
