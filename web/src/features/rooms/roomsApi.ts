import { api } from '@/lib/api';
import type { Member, Room, RoomBasics, RoomRole } from '@/lib/model';

const path = (room: string, rest = '') => `/api/v1/rooms/${encodeURIComponent(room)}${rest}`;
const memberPath = (room: string, user: string) => path(room, `/members/${encodeURIComponent(user)}`);
const query = (values: Record<string, string | undefined>) => {
  const given = Object.entries(values).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
};

/** Members on a page: enough for a panel and a half. */
const membersPage = '100';

export interface RoomPage {
  rooms: Room[];
  next?: string | null;
}
/** Neither role for somebody who is not in it. */
export type RoleIn = Pick<Room, 'role' | 'customRole'> & { voiced: boolean };
export type RoomOrder = 'name' | 'members' | 'activity' | 'newest';
export interface MemberPage {
  members: Member[];
  next?: string | null;
}

export const roomsApi = api.injectEndpoints({
  endpoints: (build) => ({
    myRooms: build.query<Room[], void>({
      query: () => ({ path: '/api/v1/rooms' }),
      transformResponse: (answer: { rooms: Room[] }) => answer.rooms,
      providesTags: ['Rooms'],
    }),
    /** One room by its handle or id, also one that I only look at. */
    room: build.query<Room, string>({
      query: (room) => ({ path: path(room) }),
      transformResponse: (answer: { room: Room }) => answer.room,
      providesTags: ['Room'],
    }),
    discover: build.infiniteQuery<RoomPage, { query: string; sort: RoomOrder }, string>({
      query: ({ queryArg, pageParam }) => ({
        path: `/api/v1/rooms${query({ discover: 'true', ...queryArg, cursor: pageParam })}`,
      }),
      infiniteQueryOptions: { initialPageParam: '', getNextPageParam: (page) => page.next ?? undefined },
      providesTags: ['Discover'],
      keepUnusedDataFor: 10,
    }),
    createRoom: build.mutation<Room, RoomBasics>({
      query: (body) => ({ path: '/api/v1/rooms', method: 'POST', body }),
      transformResponse: (answer: { room: Room }) => answer.room,
      invalidatesTags: ['Rooms', 'Discover'],
    }),
    deleteRoom: build.mutation<null, string>({
      query: (room) => ({ path: path(room), method: 'DELETE' }),
      invalidatesTags: ['Rooms', 'Discover'],
    }),
    members: build.infiniteQuery<MemberPage, { room: string; query: string }, string>({
      query: ({ queryArg, pageParam }) => ({
        path: path(
          queryArg.room,
          `/members${query({ query: queryArg.query, cursor: pageParam, limit: membersPage })}`,
        ),
      }),
      infiniteQueryOptions: { initialPageParam: '', getNextPageParam: (page) => page.next ?? undefined },
      providesTags: (_page, _error, { room }) => [{ type: 'Members', id: room }],
    }),
    setMember: build.mutation<null, { room: string; user: string; role?: RoomRole; customRole?: string }>({
      query: ({ room, user, ...role }) => ({ path: memberPath(room, user), method: 'PUT', body: role }),
      invalidatesTags: (_done, _error, { room }) => [
        { type: 'Members', id: room },
        'Rooms',
        'Room',
        'Access',
      ],
    }),
    setVoice: build.mutation<null, { room: string; user: string; voiced: boolean }>({
      query: ({ room, user, voiced }) => ({
        path: `${memberPath(room, user)}/voice`,
        method: voiced ? 'PUT' : 'DELETE',
      }),
      invalidatesTags: (_done, _error, { room }) => [{ type: 'Members', id: room }],
    }),
    removeMember: build.mutation<null, { room: string; user: string }>({
      query: ({ room, user }) => ({ path: memberPath(room, user), method: 'DELETE' }),
      invalidatesTags: (_done, _error, { room }) => [
        { type: 'Members', id: room },
        'Rooms',
        'Room',
        'Discover',
      ],
    }),
    /** What somebody is in a room of mine. */
    roleIn: build.query<RoleIn, { room: string; user: string }>({
      query: ({ room, user }) => ({ path: path(room, `/access${query({ user, action: 'post' })}`) }),
      transformResponse: (answer: { access: RoleIn }) => answer.access,
      providesTags: (_role, _error, { room }) => [{ type: 'Members', id: room }],
      keepUnusedDataFor: 10,
    }),
  }),
});

export const {
  useMyRoomsQuery,
  useRoomQuery,
  useDiscoverInfiniteQuery,
  useCreateRoomMutation,
  useDeleteRoomMutation,
  useMembersInfiniteQuery,
  useSetMemberMutation,
  useSetVoiceMutation,
  useRemoveMemberMutation,
  useRoleInQuery,
} = roomsApi;
