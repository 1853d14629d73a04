import { api } from '@/lib/api';
import type { PresenceChoice } from '@/lib/model';

export const presenceApi = api.injectEndpoints({
  endpoints: (build) => ({
    myPresence: build.query<PresenceChoice, void>({
      query: () => ({ path: '/api/v1/me/presence' }),
      transformResponse: (answer: { presence: PresenceChoice }) => answer.presence,
    }),
    choosePresence: build.mutation<PresenceChoice, Partial<PresenceChoice>>({
      query: (body) => ({ path: '/api/v1/me/presence', method: 'PATCH', body }),
      transformResponse: (answer: { presence: PresenceChoice }) => answer.presence,
      // What was chosen shows at once, and is taken back when the server refuses.
      async onQueryStarted(change, { dispatch, queryFulfilled }) {
        const chosen = dispatch(
          presenceApi.util.updateQueryData('myPresence', undefined, (choice) => ({ ...choice, ...change })),
        );
        await queryFulfilled.catch(() => chosen.undo());
      },
    }),
  }),
});

export const { useMyPresenceQuery, useChoosePresenceMutation } = presenceApi;

export function isPresenceChoice(body: unknown): body is PresenceChoice {
  return typeof body === 'object' && body !== null && 'mode' in body && 'showLastSeen' in body;
}
