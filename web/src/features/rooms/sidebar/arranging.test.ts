import { expect, test } from 'vitest';
import type { Sidebar, SidebarSection } from '@/lib/model';
import { Refused } from '@/lib/problem';
import { addSection } from './arrangement';
import { Arranging, type SidebarCalls } from './arranging';

/** A server with one sidebar, and its answers held back until they are let go. */
class Server implements SidebarCalls {
  sidebar: Sidebar = { version: 0, sections: [], muted: [], hidden: [] };
  held: (() => void)[] = [];

  load = () => Promise.resolve(this.sidebar);
  put = (version: number, sections: SidebarSection[]) => {
    const stored = version === this.sidebar.version;
    if (stored) this.sidebar = { ...this.sidebar, version: version + 1, sections };
    const answer = this.sidebar;
    return new Promise<Sidebar>((done, refuse) =>
      this.held.push(() =>
        stored ? done(answer) : refuse(new Refused({ code: 'conflict', message: 'Changed meanwhile.' })),
      ),
    );
  };
  wish = () => Promise.reject(new Refused({ code: 'forbidden', message: 'Not yours.' }));

  async answer(): Promise<void> {
    await expect.poll(() => this.held.length).toBeGreaterThan(0);
    this.held.shift()?.();
  }
}

const names = (sidebar: Sidebar | undefined) => sidebar?.sections.flatMap(({ name }) => name ?? []);

async function start() {
  const server = new Server();
  const refusals: string[] = [];
  const arranging = new Arranging(server, (words) => refusals.push(words));
  await arranging.load();
  return { server, refusals, arranging };
}

test('a change shows at once, and those behind it wait their turn', async () => {
  const { server, arranging } = await start();
  arranging.arrange((sections) => addSection(sections, '1', 'One'));
  arranging.arrange((sections) => addSection(sections, '2', 'Two'));
  expect(names(arranging.getSnapshot())).toEqual(['Two', 'One']);
  expect(server.sidebar.version).toBe(1);
  await server.answer();
  await server.answer();
  await expect.poll(() => server.sidebar.version).toBe(2);
  expect(names(server.sidebar)).toEqual(['Two', 'One']);
});

test('where another device was first, the change is made again on what that one stored', async () => {
  const { server, arranging } = await start();
  server.sidebar = { ...server.sidebar, version: 7, sections: addSection([], 'theirs', 'Theirs') };
  arranging.arrange((sections) => addSection(sections, 'mine', 'Mine'));
  await server.answer();
  await server.answer();
  await expect.poll(() => names(arranging.getSnapshot())).toEqual(['Mine', 'Theirs']);
  expect(names(server.sidebar)).toEqual(['Mine', 'Theirs']);
});

test('what another device stored is loaded, unless it is known', async () => {
  const { server, arranging } = await start();
  server.sidebar = { ...server.sidebar, version: 1, muted: ['5'] };
  arranging.heard(1);
  await expect.poll(() => arranging.getSnapshot()?.muted).toEqual(['5']);
  server.sidebar = { ...server.sidebar, muted: [] };
  arranging.heard(1);
  await Promise.resolve();
  expect(arranging.getSnapshot()?.muted).toEqual(['5']);
});

test('what is refused is taken back, and said', async () => {
  const { refusals, arranging } = await start();
  arranging.wish('5', { muted: true });
  expect(arranging.getSnapshot()?.muted).toEqual(['5']);
  await expect.poll(() => arranging.getSnapshot()?.muted).toEqual([]);
  expect(refusals).toEqual(['Not yours.']);
});
