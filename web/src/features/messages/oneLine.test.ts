import { expect, test } from 'vitest';
import { oneLine } from './oneLine';

test('a quoted line has the words and not the marks', () => {
  expect(oneLine('**Bold** and `code`,\n- a [link](https://example.org)\n> said')).toBe(
    'Bold and code, a link said',
  );
  expect(oneLine('```ts\nconst one = 1;\n```')).toBe('const one = 1;');
});

test('names with underscores and stars in sums stay', () => {
  expect(oneLine('snake_case and 2 * 3')).toBe('snake_case and 2 * 3');
});

test('a long text is cut, not carried along', () => {
  expect(oneLine('word '.repeat(10_000)).length).toBeLessThanOrEqual(240);
});
