import { configureStore } from '@reduxjs/toolkit';
import { setupListeners } from '@reduxjs/toolkit/query';
import { api } from '@/lib/api';

export const store = configureStore({
  reducer: { [api.reducerPath]: api.reducer },
  middleware: (defaults) => defaults().concat(api.middleware),
});
// What asks again and again does so while somebody looks, also in a tab that was opened behind another.
setupListeners(store.dispatch);

export type Store = typeof store;
