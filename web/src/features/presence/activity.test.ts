import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Activity } from './activity';

const minute = 60_000;
let told: boolean[];
let activity: Activity;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  activity = new Activity((idle) => told.push(idle));
  activity.start();
});
afterEach(() => activity.stop());

const touch = () => window.dispatchEvent(new Event('pointermove'));

test('ten minutes without a touch are idle, and a touch ends that', () => {
  vi.advanceTimersByTime(10 * minute - 1);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([true]);
  touch();
  expect(told).toEqual([true, false]);
});

test('somebody who stays says so every few minutes, not at each touch', () => {
  for (let i = 0; i < 11; i++) {
    vi.advanceTimersByTime(minute);
    touch();
    touch();
  }
  expect(told).toEqual([false, false]);
});

test('a new connection is told when nobody is there', () => {
  activity.lineIsUp();
  expect(told).toEqual([]);
  vi.advanceTimersByTime(10 * minute);
  activity.lineIsUp();
  expect(told).toEqual([true, true]);
});

test('after its end nothing is told', () => {
  activity.stop();
  vi.advanceTimersByTime(20 * minute);
  touch();
  expect(told).toEqual([]);
});
