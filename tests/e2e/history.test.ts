import { beforeAll, expect, test } from 'vitest';
import { Caller } from './support/api';
import type { Person } from './support/people';
import { stage } from './support/stage';

const scene = stage();
const many = 1_100;
let lena: Person;
let ines: Caller;
let room: string;

beforeAll(async () => {
  lena = await scene.enter();
  await lena.begin('lena', 'Lena Brandt');
  ines = await Caller.signUp(scene.server.url, 'ines', 'Ines Okafor');
  room = await ines.createRoom({ name: 'archive', title: 'Archive' });
  for (let number = 1; number <= many; number++) await ines.say(room, words(number));
}, 180_000);

/** Rows of many heights, so that nothing can be guessed. */
function words(number: number): string {
  const more = [
    '',
    '\nand a second line',
    '\n```js\nconst a = 1;\nconst b = 2;\n```',
    `\n${'long '.repeat(60)}`,
  ];
  return `number ${number}${more[number % more.length]}`;
}

/** Where a row stands on the screen, found again by what it says. */
interface Mark {
  key: string;
  top: number;
}

const markInView = () =>
  lena.log.evaluate((log): Mark => {
    const { top } = log.getBoundingClientRect();
    for (const row of log.querySelectorAll<HTMLElement>('[data-key^=seq]')) {
      const box = row.getBoundingClientRect();
      if (box.top > top + 80) return { key: row.dataset.key ?? '', top: box.top };
    }
    throw new Error('Nothing is in view.');
  });
const topOf = (key: string) =>
  lena.log.evaluate(
    (log, key) => log.querySelector(`[data-key="${key}"]`)?.getBoundingClientRect().top ?? NaN,
    key,
  );

/** Scrolls to the beginning in steps; gives the farthest that anything moved besides the scrolling itself. */
function worstJump(log: Element): Promise<{ worst: number; drawn: number }> {
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  const begins = () => log.textContent.includes('This is where Archive begins');
  const middle = () => {
    const { top, height } = log.getBoundingClientRect();
    const rows = [...log.querySelectorAll<HTMLElement>('[data-key^=seq]')];
    return rows.find((row) => row.getBoundingClientRect().bottom > top + height / 2);
  };
  const walk = async () => {
    let worst = 0;
    let drawn = 0;
    while (!begins() || log.scrollTop > 0) {
      const row = middle();
      const before = row?.getBoundingClientRect().top ?? 0;
      const from = log.scrollTop;
      log.scrollTop -= 500;
      const asked = from - log.scrollTop;
      const stuck = log.scrollTop === 0 && !begins();
      do await frame();
      while (stuck && log.scrollTop === 0 && !begins());
      await frame();
      if (row?.isConnected)
        worst = Math.max(worst, Math.abs(row.getBoundingClientRect().top - before - asked));
      drawn = Math.max(drawn, log.querySelectorAll('article').length);
    }
    return { worst, drawn };
  };
  return walk();
}

test('history of more than a thousand messages scrolls up without jumping', async () => {
  await lena.joinRoom('Archive');
  await lena.log.getByText(`number ${many}`).waitFor();
  const { worst, drawn } = await lena.log.evaluate(worstJump);
  expect(worst).toBeLessThanOrEqual(1);
  expect(drawn).toBeLessThanOrEqual(330);
  await lena.log.getByText('number 4', { exact: true }).waitFor();
  lena.expectNoComplaints();
}, 120_000);

test('new messages do not move somebody who reads further up, and are counted', async () => {
  const mark = await markInView();
  await ines.say(room, 'something new');
  await lena.page.getByRole('button', { name: '1 new' }).waitFor();
  expect(Math.abs((await topOf(mark.key)) - mark.top)).toBeLessThanOrEqual(1);
  await lena.page.getByRole('button', { name: '1 new' }).click();
  await lena.hears('something new');
  await expect.poll(() => atEnd()).toBe(true);
});

const atEnd = () => lena.log.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight < 2);

test('at the end of the room the view follows, and a taller composer does not cover it', async () => {
  for (let turn = 0; turn < 5; turn++) await ines.say(room, `following ${turn}\n\n- a\n- b`);
  await lena.log.getByText('following 4').waitFor();
  await expect.poll(() => atEnd()).toBe(true);
  await lena.composer.fill('one\ntwo\nthree\nfour\nfive');
  await expect.poll(() => atEnd()).toBe(true);
  await lena.composer.fill('');
});

test('coming back to a room shows what was read before', async () => {
  await lena.log.evaluate((log) => (log.scrollTop -= 3_000));
  await expect.poll(() => atEnd()).toBe(false);
  const mark = await markInView();
  await lena.createRoom('Somewhere else');
  await lena.openRoom('Archive');
  await expect.poll(async () => Math.abs((await topOf(mark.key)) - mark.top)).toBeLessThanOrEqual(1);
});

test('a room with unread messages opens at the first of them', async () => {
  const paul = await scene.enter();
  await paul.begin('paul', 'Paul Reyes');
  await paul.joinRoom('Archive');
  await paul.log.getByText('following 4').waitFor();
  await expect.poll(() => paul.sidebar.getByRole('link', { name: 'Archive', exact: true }).count()).toBe(1);
  await paul.createRoom('Break');
  for (let turn = 1; turn <= 40; turn++) await ines.say(room, words(5_000 + turn));
  await paul.sidebar.getByRole('link', { name: /Archive ?, 40 unread/ }).click();
  const line = paul.log.getByText('New', { exact: true });
  await line.waitFor();
  const [log, mark] = await Promise.all([paul.log.boundingBox(), line.boundingBox()]);
  expect((mark?.y ?? 0) - (log?.y ?? 0)).toBeLessThan(160);
  expect((mark?.y ?? 0) - (log?.y ?? 0)).toBeGreaterThan(0);
  await paul.page.getByRole('button', { name: /\d+ new/ }).click();
  await paul.hears('number 5040');
  await expect.poll(() => paul.sidebar.getByRole('link', { name: 'Archive', exact: true }).count()).toBe(1);
  paul.expectNoComplaints();
});

test('a link to a message opens the room around it, and marks it', async () => {
  const link = `/rooms/archive/321`;
  await lena.open(link);
  await lena.log.getByText('number 320').waitFor();
  const marked = lena.log.locator('[data-marked]');
  await expect.poll(() => marked.count()).toBe(1);
  await expect.poll(async () => marked.isVisible()).toBe(true);
  await lena.page.getByRole('button', { name: /Jump to latest|\d+ new/ }).click();
  await lena.hears('number 5040');
  lena.expectNoComplaints();
});
