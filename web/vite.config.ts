import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const here = dirname(fileURLToPath(import.meta.url));
const source = (path: string) => join(here, 'src', path);

/*
 * What the built client asks of the server's Content-Security-Policy is written down, with the reasons,
 * in README.md beside this file. Nothing here may come to need more: no inline script, style or eval.
 */
export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: [
      // Radix locks the page's scroll by writing a <style> element, which a strict style-src refuses.
      // Parlor's page never scrolls, so the lock is not missed.
      { find: /^react-remove-scroll$/, replacement: source('lib/noScrollLock.tsx') },
      { find: '@', replacement: source('') },
    ],
  },
  css: {
    transformer: 'lightningcss',
    lightningcss: { drafts: { customMedia: true } },
  },
  build: {
    target: 'es2024',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    sourcemap: false,
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': process.env.PARLOR_URL ?? 'http://127.0.0.1:5000',
      '/socket.io': { target: process.env.PARLOR_URL ?? 'http://127.0.0.1:5000', ws: true },
    },
  },
  test: { environment: 'jsdom', include: ['src/**/*.test.ts'] },
});
