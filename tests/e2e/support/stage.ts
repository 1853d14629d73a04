import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { openBrowser, Person } from './people';
import { startServer, type Server } from './server';

const failures = join(import.meta.dirname, '../../../artifacts/test-results/pictures');

/** A server and a browser for one file of tests, and the people who were called onto it. */
export interface Stage {
  readonly server: Server;
  readonly browser: Browser;
  enter(options?: BrowserContextOptions, url?: string): Promise<Person>;
}

export function stage(): Stage {
  let server: Server | undefined;
  let browser: Browser | undefined;
  const people: Person[] = [];
  const present = <Thing>(thing: Thing | undefined): Thing => {
    if (thing === undefined)
      throw new Error('The stage is set before the first test, not while tests are listed.');
    return thing;
  };
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    // What everybody saw then; pages that are closed have nothing to show.
    const picture = (person: Person, index: number) =>
      person.picture(join(failures, `${task.name} ${index + 1}.png`)).catch(() => undefined);
    await Promise.all(people.map(picture));
  });
  afterAll(async () => {
    for (const person of people) await person.close().catch(() => undefined);
    await browser?.close();
    await server?.stop();
  });
  return {
    get server() {
      return present(server);
    },
    get browser() {
      return present(browser);
    },
    async enter(options, url) {
      const person = await Person.at(present(browser), url ?? present(server).url, options);
      people.push(person);
      return person;
    },
  };
}
