import { api } from '@/lib/api';
import type { Purge } from '@/lib/model';

/** Deleting the last hour of somebody in all public rooms; in one room, a conversation does it. */
const purgesApi = api.injectEndpoints({
  endpoints: (build) => ({
    purgeEverywhere: build.mutation<Purge, string>({
      query: (user) => ({ path: '/api/v1/purges', method: 'POST', body: { user } }),
      transformResponse: ({ purge }: { purge: Purge }) => purge,
    }),
    undoPurge: build.mutation<null, string>({
      query: (purge) => ({ path: `/api/v1/purges/${purge}`, method: 'DELETE' }),
    }),
  }),
});

export const { usePurgeEverywhereMutation, useUndoPurgeMutation } = purgesApi;
