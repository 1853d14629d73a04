import { expect, test } from 'vitest';
import { stage } from './support/stage';

const scene = stage();

const attempts = [
  '<script>window.harmed = 1</script>',
  '<img src=x onerror="window.harmed = 2">',
  '<svg><animate onbegin="window.harmed = 3" attributeName=x dur=1s>',
  '[click me](javascript:window.harmed=4)',
  '[click me](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '<iframe srcdoc="<script>parent.harmed = 5</script>"></iframe>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.harmed=6&gt;">',
  '```html\n<img src=x onerror="window.harmed = 7">\n```',
  '![x](https://elsewhere.invalid/track.png)',
  '<style>body { display: none }</style>',
  '<form action="https://elsewhere.invalid"><button>Sign in again</button></form>',
  '<base href="https://elsewhere.invalid/">',
  '[a](https://example.org/" onmouseover="window.harmed=8)',
];

test('what people write cannot run, load, restyle or navigate', async () => {
  const lena = await scene.enter();
  const asked: string[] = [];
  lena.page.on('request', (request) => asked.push(new URL(request.url()).host));
  await lena.begin('lena', '<img src=x onerror=window.harmed=9>');
  await lena.createRoom('<b onclick=window.harmed=10>Bold</b>');
  for (const attempt of attempts) await lena.say(attempt);
  await lena.say('the last word');
  await lena.hears('the last word');
  for (const link of await lena.log.getByRole('link').all()) {
    expect(await link.getAttribute('href')).toMatch(/^https?:\/\//);
    expect(await link.getAttribute('rel')).toContain('noopener');
  }
  await lena.log.locator('article').first().hover();
  expect(await lena.page.evaluate(() => (window as { harmed?: unknown }).harmed)).toBeUndefined();
  expect(await lena.log.locator('img, svg animate, iframe, script, style, form, base').count()).toBe(0);
  expect(new Set(asked)).toEqual(new Set([new URL(scene.server.url).host]));
  expect(await lena.page.getByRole('main').isVisible()).toBe(true);
  lena.expectNoComplaints();
});

test('the policy forbids inline scripts and HTML that did not pass the sanitizer', async () => {
  const lena = await scene.enter();
  const response = await lena.page.goto(scene.server.url);
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval/);
  expect(policy).toContain("require-trusted-types-for 'script'");
  const refused = await lena.page.evaluate(() => {
    try {
      document.createElement('div').innerHTML = '<p>raw</p>';
      return false;
    } catch {
      return true;
    }
  });
  expect(refused).toBe(true);
});
