import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { PersonPresence } from '@/lib/model';
import { Presences, watchAtMost } from './presences';

let asked: string[][];
let states: Record<string, PersonPresence['state']>;
let presences: Presences;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  states = {};
  presences = new Presences((users) => {
    asked.push(users);
    return Promise.resolve({ people: users.map((id) => ({ id, state: states[id] ?? 'offline' })) });
  });
});

const soon = () => vi.advanceTimersByTimeAsync(100);

describe('whom the page shows', () => {
  test('is told together, and again only when it is another', async () => {
    const leave = presences.watch('ada');
    presences.watch('ben');
    presences.watch('ben');
    await soon();
    expect(asked).toEqual([['ada', 'ben']]);
    presences.watch('ada');
    leave();
    await soon();
    expect(asked).toHaveLength(1);
  });

  test('is forgotten when it leaves the page', async () => {
    states.ada = 'online';
    const leave = presences.watch('ada');
    await soon();
    expect(presences.of('ada')?.state).toBe('online');
    leave();
    await soon();
    expect(asked.at(-1)).toEqual([]);
    expect(presences.of('ada')).toBeUndefined();
  });

  test('is told anew to a new connection', async () => {
    presences.watch('ada');
    await soon();
    presences.lookAgain();
    await soon();
    expect(asked).toEqual([['ada'], ['ada']]);
  });

  test('is cut to those who came last when there are too many', async () => {
    for (let i = 0; i <= watchAtMost; i++) presences.watch(`person-${i}`);
    await soon();
    expect(asked[0]).toHaveLength(watchAtMost);
    expect(asked[0]).not.toContain('person-0');
  });

  test('changes as the server says, and whoever shows it hears of that', async () => {
    const heard = vi.fn();
    presences.subscribe(heard);
    presences.watch('ada');
    await soon();
    heard.mockClear();
    presences.changed([{ id: 'ada', state: 'dnd' }]);
    expect(heard).toHaveBeenCalledOnce();
    expect(presences.of('ada')?.state).toBe('dnd');
  });

  test('is asked for again after a line that was down', async () => {
    let isDown = true;
    const flaky = new Presences((users) => {
      asked.push(users);
      return isDown ? Promise.reject(new Error('down')) : Promise.resolve({ people: [] });
    });
    flaky.watch('ada');
    await soon();
    isDown = false;
    flaky.lookAgain();
    await soon();
    expect(asked).toEqual([['ada'], ['ada']]);
  });
});
