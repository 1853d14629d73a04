import { api } from '@/lib/api';
import type { FilterAction, HeldMessage, WordFilter } from '@/lib/model';

const path = (room: string, rest: string) => `/api/v1/rooms/${encodeURIComponent(room)}${rest}`;

/** Where filters hold: in a room, or (null) in everything that is written on the server. */
export type FilterScope = string | null;
const scopePath = (scope: FilterScope, rest: string) =>
  scope === null ? `/api/v1${rest}` : path(scope, rest);

/** Word filters, and the messages that wait because of them. */
export const filtersApi = api.injectEndpoints({
  endpoints: (build) => ({
    filters: build.query<WordFilter[], FilterScope>({
      query: (scope) => ({ path: scopePath(scope, '/filters') }),
      transformResponse: (answer: { filters: WordFilter[] }) => answer.filters,
      providesTags: ['Filters'],
    }),
    addFilter: build.mutation<null, { scope: FilterScope; pattern: string; action: FilterAction }>({
      query: ({ scope, ...body }) => ({ path: scopePath(scope, '/filters'), method: 'POST', body }),
      invalidatesTags: ['Filters'],
    }),
    removeFilter: build.mutation<null, { scope: FilterScope; filter: string }>({
      query: ({ scope, filter }) => ({ path: scopePath(scope, `/filters/${filter}`), method: 'DELETE' }),
      invalidatesTags: ['Filters'],
    }),
    held: build.query<HeldMessage[], string>({
      query: (room) => ({ path: path(room, '/held') }),
      transformResponse: (answer: { held: HeldMessage[] }) => answer.held,
      providesTags: ['Held'],
    }),
    releaseHeld: build.mutation<null, { room: string; held: string }>({
      query: ({ room, held }) => ({ path: path(room, `/held/${held}/release`), method: 'POST' }),
      invalidatesTags: ['Held'],
    }),
    rejectHeld: build.mutation<null, { room: string; held: string }>({
      query: ({ room, held }) => ({ path: path(room, `/held/${held}`), method: 'DELETE' }),
      invalidatesTags: ['Held'],
    }),
  }),
});

export const {
  useFiltersQuery,
  useAddFilterMutation,
  useRemoveFilterMutation,
  useHeldQuery,
  useReleaseHeldMutation,
  useRejectHeldMutation,
} = filtersApi;
