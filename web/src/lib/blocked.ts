import { createContext } from 'react';

/** Whom the reader has blocked, by id. The application provides it. */
export const BlockedContext = createContext<ReadonlySet<string>>(new Set());
