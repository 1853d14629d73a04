import { expect, test } from 'vitest';
import { colourCount, drawnPicture, shapes } from './drawing';

const ids = Array.from({ length: 2_000 }, (_, index) => String(58712079118743754n + BigInt(index) * 4096n));

test('one id has one picture', () => {
  for (const id of ids) expect(drawnPicture(id)).toEqual(drawnPicture(id));
});

test('people who sign up one after the other look different', () => {
  const looks = ids.map((id) => JSON.stringify(drawnPicture(id)));
  expect(new Set(looks).size).toBeGreaterThan(colourCount * shapes.length * 4 * 0.95);
  for (let at = 0; at + 10 <= 200; at += 10)
    expect(new Set(looks.slice(at, at + 10)).size).toBeGreaterThanOrEqual(9);
});

test('every colour and shape is used about equally', () => {
  for (const part of ['colour', 'shape', 'turn'] as const) {
    const uses = new Map<unknown, number>();
    for (const id of ids) uses.set(drawnPicture(id)[part], (uses.get(drawnPicture(id)[part]) ?? 0) + 1);
    const fair = ids.length / uses.size;
    for (const use of uses.values()) expect(Math.abs(use - fair)).toBeLessThan(fair / 2);
  }
});
