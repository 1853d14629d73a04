import { describe, expect, test } from 'vitest';
import { render } from './markdown';

function drawn(source: string, me = 'lena'): HTMLElement {
  const place = document.createElement('div');
  place.innerHTML = render(source, me) as unknown as string;
  return place;
}

describe('what somebody else wrote', () => {
  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](vbscript:alert(1))',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
    '```<img src=x onerror=alert(1)>\n<script>alert(1)</script>\n```',
    '`<img src=x onerror=alert(1)>`',
    '[a](https://x.example/"onmouseover="alert(1))',
    '<form action="https://evil.example"><button>x</button></form>',
    '| <img src=x onerror=alert(1)> |\n|-|\n| <script>alert(1)</script> |',
  ])('cannot run: %s', (source) => {
    const place = drawn(source);
    expect(place.querySelector('script, img, svg, iframe, style, form, button, object, embed')).toBeNull();
    for (const element of place.querySelectorAll('*'))
      for (const { name, value } of element.attributes) {
        expect(name).not.toMatch(/^on|^style$/);
        expect(value).not.toMatch(/^\s*(javascript|data|vbscript):/i);
      }
  });

  test('keeps its tags as they were typed', () => {
    expect(drawn('a <b>bold</b> word').textContent.trim()).toBe('a <b>bold</b> word');
  });

  test('does not fetch pictures from other hosts, but links to them', () => {
    const place = drawn('![the pier](https://elsewhere.example/pier.png)');
    expect(place.querySelector('img')).toBeNull();
    expect(place.querySelector('a')?.href).toBe('https://elsewhere.example/pier.png');
    expect(place.textContent.trim()).toBe('the pier');
  });
});

describe('Markdown', () => {
  test('links open apart and tell the other page nothing', () => {
    const link = drawn('see https://example.org/a?b=1&c=2').querySelector('a');
    expect(link?.getAttribute('href')).toBe('https://example.org/a?b=1&c=2');
    expect(link?.target).toBe('_blank');
    expect(link?.rel).toContain('noopener');
  });

  test('breaks lines where they were broken', () => {
    expect(drawn('one\ntwo').querySelectorAll('br')).toHaveLength(1);
  });

  test('draws lists, quotes, code and tables', () => {
    const place = drawn('- a\n\n> q\n\n```\nx < y\n```\n\n| a | b |\n|---|--:|\n| 1 | 2 |');
    expect(place.querySelectorAll('ul li, blockquote p, pre code, td')).toHaveLength(5);
    expect(place.querySelector('pre')?.textContent).toBe('x < y');
  });

  test('lets each paragraph run in its own direction', () => {
    const directions = [...drawn('hello\n\nשלום').querySelectorAll('p')].map((part) => part.dir);
    expect(directions).toEqual(['auto', 'auto']);
  });

  test('marks people who are mentioned, me more strongly, and leaves addresses alone', () => {
    const place = drawn('@lena and @ines-2, not mail@lena.example nor `@lena`');
    const marks = [...place.querySelectorAll('.mention')].map((mark) => [mark.textContent, mark.className]);
    expect(marks).toEqual([
      ['@lena', 'mention me'],
      ['@ines-2', 'mention'],
    ]);
  });
});
