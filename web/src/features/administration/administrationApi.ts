import { api } from '@/lib/api';
import type { components } from '@/lib/api.gen';

type Schemas = components['schemas'];

export type SettingsAnswer = Schemas['SettingsAnswer'];
export type SettingsChange = Schemas['SettingsChange'];
export type Limits = Schemas['LimitSettings'];
export type Health = Schemas['Health'];
export type Storage = Schemas['Storage'];
export type ServerPerson = Schemas['ServerPerson'];
export type ServerRole = Schemas['Role'];
export type PasswordLink = Schemas['PasswordLink'];

const base = '/api/v1/admin';
const query = (values: Record<string, string>) => {
  const given = Object.entries(values).filter(([, value]) => value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
};
const person = (user: string) => `${base}/people/${encodeURIComponent(user)}`;

export interface PeopleFilter {
  query: string;
  role: ServerRole | '';
  state: ServerPerson['state'] | '';
}

export const administrationApi = api.injectEndpoints({
  endpoints: (build) => ({
    settings: build.query<SettingsAnswer, void>({
      query: () => ({ path: `${base}/settings` }),
      providesTags: ['Server'],
    }),
    changeSettings: build.mutation<SettingsAnswer, SettingsChange>({
      query: (body) => ({ path: `${base}/settings`, method: 'PATCH', body }),
      invalidatesTags: ['Server'],
    }),
    health: build.query<Health, void>({
      query: () => ({ path: `${base}/health` }),
      transformResponse: (answer: { health: Health }) => answer.health,
    }),
    storage: build.query<Storage, void>({
      query: () => ({ path: `${base}/storage` }),
      transformResponse: (answer: { storage: Storage }) => answer.storage,
    }),
    serverPeople: build.infiniteQuery<Schemas['ServerPeoplePage'], PeopleFilter, string>({
      query: ({ queryArg, pageParam }) => ({
        path: `${base}/people${query({ ...queryArg, cursor: pageParam })}`,
      }),
      infiniteQueryOptions: { initialPageParam: '', getNextPageParam: (page) => page.next ?? undefined },
      providesTags: ['ServerPeople'],
      keepUnusedDataFor: 10,
    }),
    setServerRole: build.mutation<null, { user: string; role: ServerRole }>({
      query: ({ user, role }) => ({
        path: `/api/v1/users/${encodeURIComponent(user)}/role`,
        method: 'PUT',
        body: { role },
      }),
      invalidatesTags: ['ServerPeople'],
    }),
    endSessions: build.mutation<null, string>({
      query: (user) => ({ path: `${person(user)}/sessions`, method: 'DELETE' }),
      invalidatesTags: ['ServerPeople'],
    }),
    makePasswordLink: build.mutation<PasswordLink, string>({
      query: (user) => ({ path: `${person(user)}/password-link`, method: 'POST' }),
      transformResponse: (answer: { link: PasswordLink }) => answer.link,
    }),
  }),
});

export const {
  useSettingsQuery,
  useChangeSettingsMutation,
  useHealthQuery,
  useStorageQuery,
  useServerPeopleInfiniteQuery,
  useSetServerRoleMutation,
  useEndSessionsMutation,
  useMakePasswordLinkMutation,
} = administrationApi;
