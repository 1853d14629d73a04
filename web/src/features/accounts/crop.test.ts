import { expect, test } from 'vitest';
import { centred, mostZoom, moved, square, zoomed } from './crop';

test('a picture starts with its middle, as large as fits', () => {
  expect(square(centred(400, 200))).toEqual({ left: 100, top: 0, side: 200 });
  expect(square(centred(200, 400))).toEqual({ left: 0, top: 100, side: 200 });
});

test('the window never leaves the picture', () => {
  const wide = centred(400, 200);
  expect(square(moved(wide, 9, 9))).toEqual({ left: 0, top: 0, side: 200 });
  expect(square(moved(wide, -9, 0)).left).toBe(200);
  const close = moved(zoomed(wide, 2), -9, -9);
  expect(square(close)).toEqual({ left: 300, top: 100, side: 100 });
  expect(square(zoomed(close, 1))).toEqual({ left: 200, top: 0, side: 200 });
});

test('dragging moves the picture with the pointer, however large it is', () => {
  const wide = zoomed(centred(400, 200), 2);
  expect(square(moved(wide, 0.5, 0)).left).toBe(square(wide).left - 50);
});

test('the size has limits', () => {
  expect(zoomed(centred(100, 100), 0.2).zoom).toBe(1);
  expect(zoomed(centred(100, 100), 99).zoom).toBe(mostZoom);
});
