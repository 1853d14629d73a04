import { api } from '@/lib/api';
import type { FilterAction, HeldMessage, WordFilter } from '@/lib/model';

const path = (room: string, rest: string) => `/api/v1/rooms/${encodeURIComponent(room)}${rest}`;

/** A room's word filters, and the messages that wait because of them. */
export const filtersApi = api.injectEndpoints({
  endpoints: (build) => ({
    filters: build.query<WordFilter[], string>({
      query: (room) => ({ path: path(room, '/filters') }),
      transformResponse: (answer: { filters: WordFilter[] }) => answer.filters,
      providesTags: ['Filters'],
    }),
    addFilter: build.mutation<null, { room: string; pattern: string; action: FilterAction }>({
      query: ({ room, ...body }) => ({ path: path(room, '/filters'), method: 'POST', body }),
      invalidatesTags: ['Filters'],
    }),
    removeFilter: build.mutation<null, { room: string; filter: string }>({
      query: ({ room, filter }) => ({ path: path(room, `/filters/${filter}`), method: 'DELETE' }),
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
