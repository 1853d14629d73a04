import { afterAll, beforeAll, expect, test } from 'vitest';
import { Line } from './support/line';
import type { Person } from './support/people';
import { stage } from './support/stage';

/** A message that found no way out for this long has failed; in milliseconds. */
const givenUpAfter = 30_000;

const scene = stage();
let line: Line;
let lena: Person;
let ines: Person;

beforeAll(async () => {
  line = await Line.to(scene.server.port);
  lena = await scene.enter();
  await lena.begin('lena', 'Lena Brandt');
  await lena.createRoom('Harbour launch');
  ines = await scene.enter({}, line.url);
  await ines.page.clock.install();
  await ines.begin('ines', 'Ines Okafor');
  await ines.joinRoom('Harbour launch');
  ines.expectBrokenLine();
});
afterAll(() => line.stop());

test('somebody whose line was cut comes back with nothing missing', async () => {
  await ines.say('before');
  await lena.hears('before');
  line.cut();
  await ines.page.getByText('The connection is lost').waitFor();
  for (let turn = 1; turn <= 25; turn++) await lena.say(`missed ${turn}`);
  await lena.hears('missed 25');
  await ines.page.getByRole('button', { name: 'Retry now' }).click();
  await ines.page.getByText('The connection is lost').waitFor();
  line.mend();
  await ines.hears('missed 25');
  expect(await ines.said()).toEqual(await lena.said());
  await ines.page.getByText('Connected again').waitFor();
  ines.expectNoComplaints();
});

test('a browser that says it is offline is told so, and catches up when it is not', async () => {
  line.cut();
  await ines.context.setOffline(true);
  await ines.page.getByText('You are offline').waitFor();
  await lena.say('while you were out');
  await lena.hears('while you were out');
  line.mend();
  await ines.context.setOffline(false);
  await ines.hears('while you were out');
  expect(await ines.said()).toEqual(await lena.said());
  ines.expectNoComplaints();
});

test('a message written without a connection waits, and goes once when the line is back', async () => {
  line.cut();
  await ines.page.getByText('The connection is lost').waitFor();
  await ines.say('written in a tunnel');
  await ines.page.getByText('waiting for connection').first().waitFor();
  line.mend();
  await lena.hears('written in a tunnel');
  await ines.page.getByText('waiting for connection').waitFor({ state: 'detached' });
  expect((await lena.said()).filter((words) => words === 'written in a tunnel')).toHaveLength(1);
  expect(await ines.said()).toEqual(await lena.said());
});

test('what failed keeps its text past a reload, and a retry posts it once', async () => {
  line.cut();
  await ines.page.getByText('The connection is lost').waitFor();
  await ines.say('never got through');
  await ines.page.clock.fastForward(givenUpAfter);
  await ines.page.getByText('Not sent.').waitFor();
  line.mend();
  await ines.page.reload();
  const failed = ines.log.locator('article', { hasText: 'never got through' });
  await failed.getByRole('button', { name: 'Retry' }).click();
  await lena.hears('never got through');
  await failed.getByRole('button', { name: 'Retry' }).waitFor({ state: 'detached' });
  expect((await ines.said()).filter((words) => words === 'never got through')).toHaveLength(1);
  expect((await lena.said()).filter((words) => words === 'never got through')).toHaveLength(1);
  ines.expectNoComplaints();
  lena.expectNoComplaints();
});

test('a failed message can be deleted', async () => {
  line.cut();
  await ines.page.getByText('The connection is lost').waitFor();
  await ines.say('on second thoughts');
  const failed = ines.log.locator('article', { hasText: 'on second thoughts' });
  await ines.page.clock.fastForward(givenUpAfter);
  await failed.getByRole('button', { name: 'Delete' }).click();
  await failed.waitFor({ state: 'detached' });
  line.mend();
  await ines.page.getByText('The connection is lost').waitFor({ state: 'detached' });
  await lena.say('still here');
  await ines.hears('still here');
  expect(await lena.said()).not.toContain('on second thoughts');
});
