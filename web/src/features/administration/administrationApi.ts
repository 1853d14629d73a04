import { api } from '@/lib/api';
import type { components } from '@/lib/api.gen';
import type { Person } from '@/lib/model';

type Schemas = components['schemas'];

export type SettingsAnswer = Schemas['SettingsAnswer'];
export type SettingsChange = Schemas['SettingsChange'];
export type Limits = Schemas['LimitSettings'];
export type Health = Schemas['Health'];
export type Storage = Schemas['Storage'];
export type ServerPerson = Schemas['ServerPerson'];
export type ServerRole = Schemas['Role'];
export type ServerRoom = Schemas['ServerRoom'];
export type ServerInvitation = Schemas['ServerInvitation'];
export type RoomInvitation = Schemas['RoomInvitation'];
export type PasswordLink = Schemas['PasswordLink'];
export type DedicatedRoom = Schemas['DedicatedRoom'];

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

export interface RoomsFilter {
  query: string;
  visibility: ServerRoom['visibility'] | '';
  state: 'open' | 'archived' | 'ownerless' | '';
}
const room = (id: string) => `${base}/rooms/${encodeURIComponent(id)}`;
const dedicated = (name: string) => `${base}/dedicated-rooms/${encodeURIComponent(name)}`;

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
    unbanPerson: build.mutation<null, string>({
      query: (user) => ({ path: `${person(user)}/ban`, method: 'DELETE' }),
      invalidatesTags: ['ServerPeople'],
    }),
    serverRooms: build.infiniteQuery<Schemas['ServerRoomsPage'], RoomsFilter, string>({
      query: ({ queryArg, pageParam }) => ({
        path: `${base}/rooms${query({ ...queryArg, cursor: pageParam })}`,
      }),
      infiniteQueryOptions: { initialPageParam: '', getNextPageParam: (page) => page.next ?? undefined },
      providesTags: ['ServerRooms'],
      keepUnusedDataFor: 10,
    }),
    archiveServerRoom: build.mutation<null, { room: string; archived: boolean }>({
      query: ({ room: id, archived }) => ({
        path: `${room(id)}/archived`,
        method: 'PUT',
        body: { archived },
      }),
      invalidatesTags: ['ServerRooms', 'Rooms', 'Room', 'Discover'],
    }),
    heirs: build.query<Person[], { room: string; query: string }>({
      query: ({ room: id, query: typed }) => ({ path: `${room(id)}/heirs${query({ query: typed })}` }),
      transformResponse: (answer: { users: Person[] }) => answer.users,
      keepUnusedDataFor: 10,
    }),
    setRoomOwner: build.mutation<null, { room: string; user: string }>({
      query: ({ room: id, user }) => ({ path: `${room(id)}/owner`, method: 'PUT', body: { user } }),
      invalidatesTags: ['ServerRooms'],
    }),
    deleteServerRoom: build.mutation<null, string>({
      query: (id) => ({ path: room(id), method: 'DELETE' }),
      invalidatesTags: ['ServerRooms', 'Rooms', 'Room', 'Discover'],
    }),
    dedicatedRooms: build.query<DedicatedRoom[], void>({
      query: () => ({ path: `${base}/dedicated-rooms` }),
      transformResponse: (answer: { rooms: DedicatedRoom[] }) => answer.rooms,
      providesTags: ['DedicatedRooms'],
    }),
    putDedicatedRoom: build.mutation<null, { room: string; listen: string }>({
      query: ({ room: name, listen }) => ({ path: dedicated(name), method: 'PUT', body: { listen } }),
      invalidatesTags: ['DedicatedRooms'],
    }),
    deleteDedicatedRoom: build.mutation<null, string>({
      query: (name) => ({ path: dedicated(name), method: 'DELETE' }),
      invalidatesTags: ['DedicatedRooms'],
    }),
    announce: build.mutation<null, string>({
      query: (words) => ({ path: `${base}/announcements`, method: 'POST', body: { text: words } }),
    }),
    serverInvitations: build.query<ServerInvitation[], void>({
      query: () => ({ path: `${base}/server-invitations` }),
      transformResponse: (answer: { invitations: ServerInvitation[] }) => answer.invitations,
      providesTags: ['Invitations'],
    }),
    inviteToServer: build.mutation<
      ServerInvitation,
      { expiresInSeconds: number | undefined; maxUses: number | undefined }
    >({
      query: (body) => ({ path: `${base}/server-invitations`, method: 'POST', body }),
      transformResponse: (answer: { invitation: ServerInvitation }) => answer.invitation,
      invalidatesTags: ['Invitations'],
    }),
    allInvitations: build.infiniteQuery<Schemas['RoomInvitationsPage'], void, string>({
      query: ({ pageParam }) => ({ path: `${base}/invitations${query({ cursor: pageParam })}` }),
      infiniteQueryOptions: { initialPageParam: '', getNextPageParam: (page) => page.next ?? undefined },
      providesTags: ['Invitations'],
      keepUnusedDataFor: 10,
    }),
    revokeInvitation: build.mutation<null, { kind: 'server' | 'room'; id: string }>({
      query: ({ kind, id }) => ({
        path: `${base}/${kind === 'server' ? 'server-invitations' : 'invitations'}/${id}`,
        method: 'DELETE',
      }),
      invalidatesTags: ['Invitations'],
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
  useUnbanPersonMutation,
  useMakePasswordLinkMutation,
  useServerRoomsInfiniteQuery,
  useArchiveServerRoomMutation,
  useHeirsQuery,
  useSetRoomOwnerMutation,
  useDeleteServerRoomMutation,
  useDedicatedRoomsQuery,
  usePutDedicatedRoomMutation,
  useDeleteDedicatedRoomMutation,
  useAnnounceMutation,
  useServerInvitationsQuery,
  useInviteToServerMutation,
  useAllInvitationsInfiniteQuery,
  useRevokeInvitationMutation,
} = administrationApi;
