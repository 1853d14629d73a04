import { beforeEach, expect, test, vi } from 'vitest';
import type { Person } from '@/lib/model';
import { Typing } from './typing';

const person = (id: string): Person => ({ id, username: id, displayName: id, avatarUrl: null });
let told: string[];
let typing: Typing;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  typing = new Typing((room) => told.push(room));
});

const names = () => typing.in('lobby').map(({ id }) => id);

test('whoever types is shown for five seconds after their last sign', () => {
  typing.heard('lobby', person('ada'));
  vi.advanceTimersByTime(3_000);
  typing.heard('lobby', person('ada'));
  typing.heard('lobby', person('ben'));
  vi.advanceTimersByTime(4_999);
  expect(names()).toEqual(['ada', 'ben']);
  vi.advanceTimersByTime(1);
  expect(names()).toEqual([]);
});

test('whoever has sent their message types no longer', () => {
  typing.heard('lobby', person('ada'));
  typing.heard('lobby', person('ben'));
  typing.stopped('lobby', 'ada');
  expect(names()).toEqual(['ben']);
});

test('others are told every three seconds while somebody types, and at once in the next message', () => {
  for (let second = 0; second < 6; second++) typing.write('lobby', 100_000 + second * 1_000);
  expect(told).toHaveLength(2);
  typing.sent('lobby');
  typing.write('lobby', 106_000);
  expect(told).toHaveLength(3);
});
