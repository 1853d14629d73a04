import { api } from '@/lib/api';
import { endSession } from '@/lib/http';
import type { ConnectedAccount, Passkey, Security, Session } from '@/lib/model';
import type { PasskeyAnswer, PasskeyQuestion } from '@/lib/passkeys';

/** What shows that it is really the person: a password, a code, or a passkey in place of both. */
export interface Proof {
  password?: string;
  code?: string;
  recoveryCode?: string;
  passkey?: PasskeyAnswer;
}

const me = '/api/v1/me';
const security = api.enhanceEndpoints({ addTagTypes: ['Security', 'Passkeys', 'Connected'] });

export const securityApi = security.injectEndpoints({
  endpoints: (build) => ({
    security: build.query<Security, void>({
      query: () => ({ path: `${me}/security` }),
      providesTags: ['Security'],
    }),
    confirm: build.mutation<null, Proof>({
      query: (body) => ({ path: `${me}/confirmation`, method: 'POST', body }),
      invalidatesTags: ['Security'],
    }),
    beginTwoFactor: build.mutation<{ secret: string; uri: string }, void>({
      query: () => ({ path: `${me}/two-factor/setup`, method: 'POST' }),
    }),
    // What is on is said once the codes were shown: they are gone with the form that shows them.
    turnOnTwoFactor: build.mutation<{ codes: string[] }, string>({
      query: (code) => ({ path: `${me}/two-factor`, method: 'PUT', body: { code } }),
    }),
    renewRecoveryCodes: build.mutation<{ codes: string[] }, string>({
      query: (code) => ({ path: `${me}/two-factor/recovery-codes`, method: 'POST', body: { code } }),
      invalidatesTags: ['Security'],
    }),
    turnOffTwoFactor: build.mutation<null, Proof>({
      query: (body) => ({ path: `${me}/two-factor/off`, method: 'POST', body }),
      invalidatesTags: ['Security'],
    }),
    passkeys: build.query<Passkey[], void>({
      query: () => ({ path: `${me}/passkeys` }),
      transformResponse: (answer: { passkeys: Passkey[] }) => answer.passkeys,
      providesTags: ['Passkeys'],
    }),
    beginPasskey: build.mutation<PasskeyQuestion, void>({
      query: () => ({ path: `${me}/passkeys/question`, method: 'POST' }),
    }),
    addPasskey: build.mutation<{ passkey: Passkey }, PasskeyAnswer>({
      query: (body) => ({ path: `${me}/passkeys`, method: 'POST', body }),
      invalidatesTags: ['Passkeys'],
    }),
    renamePasskey: build.mutation<null, { id: string; name: string }>({
      query: ({ id, name }) => ({ path: `${me}/passkeys/${id}`, method: 'PATCH', body: { name } }),
      invalidatesTags: ['Passkeys'],
    }),
    removePasskey: build.mutation<null, string>({
      query: (id) => ({ path: `${me}/passkeys/${id}`, method: 'DELETE' }),
      invalidatesTags: ['Passkeys'],
    }),
    questionPasskey: build.mutation<PasskeyQuestion, void>({
      query: () => ({ path: '/api/v1/sessions/passkey/question', method: 'POST', anonymous: true }),
    }),
    signInWithPasskey: build.mutation<Session, PasskeyAnswer>({
      query: (body) => ({ path: '/api/v1/sessions/passkey', method: 'POST', body, anonymous: true }),
    }),
    signInWithProvider: build.mutation<{ location: string }, { provider: string; next?: string }>({
      query: ({ provider, ...body }) => ({
        path: `/api/v1/sessions/providers/${provider}`,
        method: 'POST',
        body,
        anonymous: true,
      }),
    }),
    connectedAccounts: build.query<ConnectedAccount[], void>({
      query: () => ({ path: `${me}/connected-accounts` }),
      transformResponse: (answer: { accounts: ConnectedAccount[] }) => answer.accounts,
      providesTags: ['Connected'],
    }),
    connectAccount: build.mutation<{ location: string }, string>({
      query: (provider) => ({ path: `${me}/connected-accounts/${provider}`, method: 'POST' }),
    }),
    disconnectAccount: build.mutation<null, string>({
      query: (provider) => ({ path: `${me}/connected-accounts/${provider}`, method: 'DELETE' }),
      invalidatesTags: ['Connected'],
    }),
    exportData: build.mutation<{ link: string }, void>({
      query: () => ({ path: `${me}/export`, method: 'POST' }),
    }),
    deleteMe: build.mutation<null, Proof & { messages: 'stay' | 'delete' }>({
      query: (body) => ({ path: `${me}/deletion`, method: 'POST', body }),
      onQueryStarted: (_, { dispatch, queryFulfilled }) =>
        queryFulfilled.then(
          () => {
            endSession();
            dispatch(api.util.resetApiState());
          },
          () => undefined,
        ),
    }),
  }),
});
