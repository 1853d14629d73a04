import { api } from '@/lib/api';
import type { ServerInfo, Session } from '@/lib/model';

export interface NewAccount {
  username: string;
  password: string;
  displayName?: string;
}

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
  }),
});

export const { useServerQuery, useSignInMutation, useSignUpMutation } = accountsApi;
