import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const here = dirname(fileURLToPath(import.meta.url));
const source = (path: string) => join(here, 'src', path);

/** The server offers the official client at /socket.io/; its files travel with the build. */
function officialSocketClient(): Plugin {
  const names = /^socket\.io(\.min)?\.js(\.map)?$|^socket\.io\.esm\.min\.js(\.map)?$/;
  return {
    name: 'official-socket-client',
    apply: 'build',
    closeBundle() {
      const entry = createRequire(import.meta.url).resolve('socket.io-client');
      const dist = join(entry.slice(0, entry.lastIndexOf('socket.io-client')), 'socket.io-client', 'dist');
      const target = join(here, 'dist', 'socket.io');
      if (!existsSync(dist)) throw new Error(`The official Socket.IO client bundle is not at ${dist}`);
      mkdirSync(target, { recursive: true });
      for (const file of readdirSync(dist).filter((name) => names.test(name)))
        copyFileSync(join(dist, file), join(target, file));
    },
  };
}

/*
 * What the built client asks of the server's Content-Security-Policy is written down, with the reasons,
 * in README.md beside this file. Nothing here may come to need more: no inline script, style or eval.
 */
export default defineConfig({
  plugins: [react(), officialSocketClient()],
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
