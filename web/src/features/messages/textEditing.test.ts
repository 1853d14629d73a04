import { describe, expect, test } from 'vitest';
import { asCode, completed, inserted, tokenAt, wrapped, type Edited } from './textEditing';

/** A text with the selection between bars, as in `say |this|`. */
function edited(marked: string): Edited {
  const start = marked.indexOf('|');
  const end = marked.lastIndexOf('|');
  return { text: marked.replaceAll('|', ''), start, end: end === start ? start : end - 1 };
}
const shown = ({ text, start, end }: Edited) =>
  start === end
    ? `${text.slice(0, start)}|${text.slice(start)}`
    : `${text.slice(0, start)}|${text.slice(start, end)}|${text.slice(end)}`;

test('marks go around the selection, and off again', () => {
  const bold = wrapped(edited('say |this| now'), '**');
  expect(shown(bold)).toBe('say **|this|** now');
  expect(shown(wrapped(bold, '**'))).toBe('say |this| now');
});

test('several lines become a block of code', () => {
  expect(shown(asCode(edited('see |a\nb|')))).toBe('see \n```\n|a\nb|\n```\n');
  expect(shown(asCode(edited('see |a|')))).toBe('see `|a|`');
});

test('something inserted keeps apart from the word before', () => {
  expect(shown(inserted(edited('hi|'), '@'))).toBe('hi @|');
  expect(shown(inserted(edited('|'), '@'))).toBe('@|');
});

describe('what can be completed', () => {
  test.each([
    ['hello @le|', { trigger: '@', query: 'le' }],
    ['@|', { trigger: '@', query: '' }],
    ['(#ha|', { trigger: '#', query: 'ha' }],
    [':smi|', { trigger: ':', query: 'smi' }],
  ])('%s', (marked, token) => {
    expect(tokenAt(edited(marked))).toMatchObject(token);
  });

  test.each(['mail@le|', '12:30|', 'x :a|', '@le na|', '|@le|'])('not %s', (marked) => {
    expect(tokenAt(edited(marked))).toBeNull();
  });

  test('is replaced whole, with a space after it', () => {
    const before = edited('hi @le| there');
    const token = tokenAt(before);
    if (token === null) throw new Error('There is something to complete.');
    expect(shown(completed(before, token, '@lena'))).toBe('hi @lena |there');
  });
});
