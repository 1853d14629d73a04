export type Appearance = 'system' | 'light' | 'dark';
/** Kept as a bare word: public/appearance.js reads it before anything else has loaded. */
const key = 'parlor.appearance';

export function chosenAppearance(): Appearance {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

export function chooseAppearance(appearance: Appearance): void {
  if (appearance === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = appearance;
  try {
    if (appearance === 'system') localStorage.removeItem(key);
    else localStorage.setItem(key, appearance);
  } catch {
    // The choice then lasts as long as the page.
  }
}
