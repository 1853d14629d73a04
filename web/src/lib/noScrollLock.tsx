import type { ReactNode } from 'react';

/** Stands in for react-remove-scroll, which cannot live under a strict style-src (see vite.config.ts). */
export function RemoveScroll({ children }: { children?: ReactNode }) {
  return children;
}
