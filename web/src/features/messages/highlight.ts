import type { HLJSApi } from 'highlight.js';

/** Longer code is shown plain: colouring it would hold up the page. */
const tooLong = 20_000;

let engine: HLJSApi | null = null;
let loading = false;
const watchers = new Set<() => void>();

/** Code as coloured HTML, or null where the language is unknown or not loaded yet. */
export function highlighted(code: string, language: string): string | null {
  if (code.length > tooLong) return null;
  if (engine === null) {
    void loadEngine();
    return null;
  }
  if (!engine.getLanguage(language)) return null;
  return engine.highlight(code, { language, ignoreIllegals: true }).value;
}

/** For views that were drawn before the colours came. */
export const whenHighlighterChanges = (watcher: () => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};
export const highlighterVersion = () => (engine === null ? 0 : 1);

async function loadEngine(): Promise<void> {
  if (loading) return;
  loading = true;
  try {
    engine = (await import('./highlightLanguages')).default;
    for (const watcher of watchers) watcher();
  } catch {
    loading = false;
  }
}
