import { api } from '@/lib/api';
import type { ListedSession, Me, MyProfileChange, ServerInfo, Session } from '@/lib/model';

export interface NewAccount {
  username: string;
  password: string;
  displayName?: string | undefined;
  invite?: string | undefined;
}

const nothing = () => undefined;

export const accountsApi = api.injectEndpoints({
  endpoints: (build) => ({
    server: build.query<ServerInfo, void>({
      query: () => ({ path: '/api/v1/server', anonymous: true }),
    }),
    signIn: build.mutation<Session, { username: string; password: string }>({
      query: (body) => ({ path: '/api/v1/sessions', method: 'POST', body, anonymous: true }),
    }),
    signUp: build.mutation<Session, NewAccount>({
      query: (body) => ({ path: '/api/v1/accounts', method: 'POST', body, anonymous: true }),
    }),
    me: build.query<Me, void>({
      query: () => ({ path: '/api/v1/me' }),
      providesTags: ['Me'],
    }),
    changeMe: build.mutation<Me, MyProfileChange>({
      query: (body) => ({ path: '/api/v1/me', method: 'PATCH', body }),
      async onQueryStarted(_, { dispatch, queryFulfilled }) {
        await queryFulfilled.then(({ data }) => dispatch(nowIs(data)), nothing);
      },
    }),
    putPicture: build.mutation<Me, Blob>({
      query: (body) => ({ path: '/api/v1/me/avatar', method: 'PUT', body }),
      async onQueryStarted(_, { dispatch, queryFulfilled }) {
        await queryFulfilled.then(({ data }) => dispatch(nowIs(data)), nothing);
      },
    }),
    removePicture: build.mutation<null, void>({
      query: () => ({ path: '/api/v1/me/avatar', method: 'DELETE' }),
      invalidatesTags: ['Me'],
    }),
    changePassword: build.mutation<null, { current: string; new: string }>({
      query: (body) => ({ path: '/api/v1/me/password', method: 'PUT', body }),
      invalidatesTags: ['Sessions'],
    }),
    sessions: build.query<ListedSession[], void>({
      query: () => ({ path: '/api/v1/me/sessions' }),
      transformResponse: (answer: { sessions: ListedSession[] }) => answer.sessions,
      providesTags: ['Sessions'],
    }),
    endSession: build.mutation<null, string>({
      query: (id) => ({ path: `/api/v1/me/sessions/${id}`, method: 'DELETE' }),
      invalidatesTags: ['Sessions'],
    }),
    endOtherSessions: build.mutation<null, void>({
      query: () => ({ path: '/api/v1/me/sessions', method: 'DELETE' }),
      invalidatesTags: ['Sessions'],
    }),
  }),
});

export const {
  useServerQuery,
  useSignInMutation,
  useSignUpMutation,
  useMeQuery,
  useChangeMeMutation,
  usePutPictureMutation,
  useRemovePictureMutation,
  useChangePasswordMutation,
  useSessionsQuery,
  useEndSessionMutation,
  useEndOtherSessionsMutation,
} = accountsApi;

/** The answer to a change is how things are now. */
const nowIs = (me: Me) => accountsApi.util.updateQueryData('me', undefined, () => me);
