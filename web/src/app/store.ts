import { configureStore } from '@reduxjs/toolkit';
import { api } from '@/lib/api';

export const store = configureStore({
  reducer: { [api.reducerPath]: api.reducer },
  middleware: (defaults) => defaults().concat(api.middleware),
});

export type Store = typeof store;
