import { api } from '@/lib/api';
import type {
  ListedSession,
  Me,
  MyProfileChange,
  PasswordLinkPreview,
  SecondStep,
  ServerInfo,
  ServerInvitationPreview,
  Session,
} from '@/lib/model';

export interface NewAccount {
  username: string;
  password: string;
  displayName?: string;
  /** The code of an invitation. */
  invite?: string;
}

/** Signed in, or half of the way. */
export type Entered = Session | { secondStep: SecondStep };

const linkPath = (code: string) => `/api/v1/password-links/${encodeURIComponent(code)}`;
const nothing = () => undefined;

export const accountsApi = api.injectEndpoints({
  endpoints: (build) => ({
    server: build.query<ServerInfo, void>({
      query: () => ({ path: '/api/v1/server', anonymous: true }),
      providesTags: ['Server'],
    }),
    signIn: build.mutation<Entered, { username: string; password: string }>({
      query: (body) => ({ path: '/api/v1/sessions', method: 'POST', body, anonymous: true }),
    }),
    finishSignIn: build.mutation<Session, { ticket: string; code?: string; recoveryCode?: string }>({
      query: (body) => ({ path: '/api/v1/sessions/second-step', method: 'POST', body, anonymous: true }),
    }),
    signUp: build.mutation<Session, NewAccount>({
      query: (body) => ({ path: '/api/v1/accounts', method: 'POST', body, anonymous: true }),
    }),
    serverInvitation: build.query<ServerInvitationPreview, string>({
      query: (code) => ({ path: `/api/v1/server-invitations/${encodeURIComponent(code)}`, anonymous: true }),
      transformResponse: (answer: { invitation: ServerInvitationPreview }) => answer.invitation,
    }),
    passwordLink: build.query<PasswordLinkPreview, string>({
      query: (code) => ({ path: linkPath(code), anonymous: true }),
    }),
    usePasswordLink: build.mutation<null, { code: string; password: string }>({
      query: ({ code, password }) => ({
        path: linkPath(code),
        method: 'POST',
        body: { password },
        anonymous: true,
      }),
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
    changePassword: build.mutation<null, { current?: string; new: string }>({
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
  useFinishSignInMutation,
  useSignUpMutation,
  useServerInvitationQuery,
  usePasswordLinkQuery,
  useUsePasswordLinkMutation,
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
