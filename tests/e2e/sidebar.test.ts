import { expect, test } from 'vitest';
import { Caller } from './support/api';
import type { Person } from './support/people';
import { stage } from './support/stage';

const scene = stage();
const eventually = <Value>(seen: () => Promise<Value>) => expect.poll(seen, { timeout: 15_000 });

const names = (person: Person, section: string) =>
  person.sidebar.getByRole('group', { name: section, exact: true }).getByRole('link').allInnerTexts();
const entry = (person: Person, title: string) => person.sidebar.getByRole('link', { name: title });
const choose = async (person: Person, title: string, item: string) => {
  await entry(person, title).click({ button: 'right' });
  await person.page.getByRole('menuitem', { name: item, exact: true }).click();
};

test('rooms are put in order by mouse and by keys, and another device agrees', async () => {
  const lena = await Caller.signUp(scene.server.url, 'lena', 'Lena Brandt');
  const ines = await Caller.signUp(scene.server.url, 'ines', 'Ines Okafor');
  for (const name of ['alpha', 'bravo', 'charlie', 'delta']) await lena.createRoom({ name });
  await lena.add('bravo', 'ines');
  const [desk, laptop] = [await scene.enter(), await scene.enter()];
  await desk.signIn('lena');
  await laptop.signIn('lena');

  // A favourite, and a section of one's own.
  await choose(desk, 'charlie', 'Add to favourites');
  await eventually(() => names(laptop, 'Favourites')).toEqual(['charlie']);
  await entry(desk, 'delta').click({ button: 'right' });
  await desk.page.getByRole('menuitem', { name: 'Move to' }).click();
  await desk.page.getByRole('menuitem', { name: 'New section' }).click();
  await desk.page.getByRole('dialog').getByLabel('Name').fill('Later');
  await desk.page.getByRole('button', { name: 'Make section' }).click();
  await eventually(() => names(laptop, 'Later')).toEqual(['delta']);

  // By keys: announced, and the focus stays with the room.
  await entry(desk, 'bravo').focus();
  await desk.page.keyboard.press('Control+Shift+ArrowUp');
  await desk.sidebar.getByText('bravo moved to Rooms, 1 of 2').waitFor();
  await eventually(() => names(laptop, 'Rooms')).toEqual(['bravo', 'alpha']);
  await desk.page.keyboard.press('Control+Shift+ArrowUp');
  await eventually(() => names(laptop, 'Later')).toEqual(['delta', 'bravo']);
  expect(await desk.page.evaluate(() => document.activeElement?.textContent)).toContain('bravo');

  // By mouse, on either: each makes its change on what the other stored.
  await entry(desk, 'alpha').dragTo(entry(desk, 'charlie'), { targetPosition: { x: 40, y: 4 } });
  await eventually(() => names(laptop, 'Favourites')).toEqual(['alpha', 'charlie']);
  await entry(laptop, 'bravo').dragTo(entry(laptop, 'delta'), { targetPosition: { x: 40, y: 4 } });
  for (const device of [desk, laptop]) {
    await eventually(() => names(device, 'Favourites')).toEqual(['alpha', 'charlie']);
    await eventually(() => names(device, 'Later')).toEqual(['bravo', 'delta']);
  }

  // Alt and the arrows follow the order shown.
  await entry(desk, 'charlie').click();
  await desk.page.keyboard.press('Alt+ArrowUp');
  await desk.heading('alpha').waitFor();

  // Muted: no more than a dimmed name; a mention counts. The tab agrees.
  await choose(desk, 'bravo', 'Mute');
  await ines.say('bravo', 'just talking');
  await ines.say('bravo', '@lena look here');
  await eventually(() => entry(desk, 'bravo').innerText()).toMatch(/^bravo\s+, muted\s+1\s+, 1 mention$/);
  expect(await desk.page.title()).toMatch(/^\(1\)/);

  // Hidden rooms come back when they are opened.
  await choose(desk, 'delta', 'Hide from this list');
  await eventually(() => names(desk, 'Later')).toEqual([expect.stringContaining('bravo')]);
  await desk.open('/rooms/delta');
  await eventually(() => names(desk, 'Later')).toEqual([expect.stringContaining('bravo'), 'delta']);

  // A folded section keeps what asks for attention.
  await desk.sidebar.getByRole('button', { name: 'Favourites' }).click();
  await eventually(() => names(laptop, 'Favourites')).toEqual([]);
  await desk.sidebar.getByRole('button', { name: 'Later' }).click({ button: 'right' });
  await desk.page.getByRole('menuitem', { name: 'Remove section' }).click();
  await eventually(() => names(laptop, 'Rooms')).toEqual([expect.stringContaining('bravo'), 'delta']);
  // A conflict is what one of two that change at once gets first; the browser reports it.
  const complaints = [...desk.complaints, ...laptop.complaints];
  expect(complaints.filter((words) => !words.includes('409'))).toEqual([]);
});

test('a thousand rooms stay smooth', async () => {
  const mara = await Caller.signUp(scene.server.url, 'mara', 'Mara Lindqvist');
  for (let batch = 0; batch < 20; batch++)
    await Promise.all(
      Array.from({ length: 50 }, (_, index) => mara.createRoom({ name: `room-${batch * 50 + index}` })),
    );
  const person = await scene.enter();
  await person.signIn('mara');
  await entry(person, 'room-999').waitFor({ state: 'attached' });
  const { page } = person;
  await page.evaluate(() => {
    const longest = { ms: 0 };
    Object.assign(window, { longest });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest.ms = Math.max(longest.ms, duration);
    }).observe({ type: 'longtask' });
  });
  // Walking through them draws no more than what changes.
  for (let step = 0; step < 10; step++) {
    await page.keyboard.press('Alt+ArrowDown');
    await page.waitForURL(`**/rooms/room-${step}`);
  }
  const drawn = await person.sidebar.evaluate((nav) => {
    const list = nav.querySelector('.scroll');
    const start = performance.now();
    list?.scrollTo({ top: list.scrollHeight });
    list?.getBoundingClientRect();
    return performance.now() - start;
  });
  const longest = await page.evaluate(() => (window as unknown as { longest: { ms: number } }).longest.ms);
  console.info(
    `1,000 rooms: longest task ${Math.round(longest)} ms, a jump to the end ${Math.round(drawn)} ms`,
  );
  // Generous: the machine may be busy. Drawing all of them anew for each step takes seconds here.
  expect(longest).toBeLessThan(1_000);
  person.expectNoComplaints();
});
