import { api } from '@/lib/api';
import type { BuiltInRole, CustomRole, ExplainedAccess, Room, RoleDraft, RoomChange } from '@/lib/model';
import { roomsApi } from '../roomsApi';

const path = (room: string, rest = '') => `/api/v1/rooms/${encodeURIComponent(room)}${rest}`;
const roomOf = ({ room }: { room: Room }) => room;

export interface Roles {
  builtIn: BuiltInRole[];
  custom: CustomRole[];
}

const settingsApi = api.injectEndpoints({
  endpoints: (build) => ({
    updateRoom: build.mutation<Room, { room: string; change: RoomChange }>({
      query: ({ room, change }) => ({ path: path(room), method: 'PATCH', body: change }),
      transformResponse: roomOf,
      invalidatesTags: ['Rooms', 'Room', 'Discover', 'Access'],
      onQueryStarted: async ({ room, change }, { dispatch, queryFulfilled }) => {
        // A switch stands where it was put while the server is asked; what is typed waits for its answer.
        const { visibility, announceOnly, slowModeSeconds } = change;
        const shown = dispatch(
          roomsApi.util.updateQueryData('myRooms', undefined, (rooms) => {
            const mine = rooms.find(({ id }) => id === room);
            if (mine === undefined) return;
            mine.visibility = visibility ?? mine.visibility;
            mine.announceOnly = announceOnly ?? mine.announceOnly;
            mine.slowModeSeconds = slowModeSeconds ?? mine.slowModeSeconds;
          }),
        );
        await queryFulfilled.catch(shown.undo);
      },
    }),
    putRoomPicture: build.mutation<Room, { room: string; file: Blob }>({
      query: ({ room, file }) => ({ path: path(room, '/avatar'), method: 'PUT', body: file }),
      transformResponse: roomOf,
      invalidatesTags: ['Rooms', 'Room', 'Discover'],
    }),
    removeRoomPicture: build.mutation<null, string>({
      query: (room) => ({ path: path(room, '/avatar'), method: 'DELETE' }),
      invalidatesTags: ['Rooms', 'Room', 'Discover'],
    }),
    handOver: build.mutation<Room, { room: string; user: string }>({
      query: ({ room, user }) => ({ path: path(room, '/owner'), method: 'POST', body: { user } }),
      transformResponse: roomOf,
      invalidatesTags: (_room, _error, { room }) => [
        { type: 'Members', id: room },
        'Rooms',
        'Room',
        'Access',
      ],
    }),
    roles: build.query<Roles, string>({
      query: (room) => ({ path: path(room, '/roles') }),
      providesTags: (_roles, _error, room) => [{ type: 'Roles', id: room }],
    }),
    addRole: build.mutation<null, { room: string; role: RoleDraft }>({
      query: ({ room, role }) => ({ path: path(room, '/roles'), method: 'POST', body: role }),
      invalidatesTags: (_done, _error, { room }) => [{ type: 'Roles', id: room }],
    }),
    changeRole: build.mutation<null, { room: string; id: string; role: RoleDraft }>({
      query: ({ room, id, role }) => ({ path: path(room, `/roles/${id}`), method: 'PATCH', body: role }),
      invalidatesTags: (_done, _error, { room }) => [
        { type: 'Roles', id: room },
        { type: 'Members', id: room },
        ...(['Rooms', 'Room', 'Access'] as const),
      ],
    }),
    removeRole: build.mutation<null, { room: string; id: string }>({
      query: ({ room, id }) => ({ path: path(room, `/roles/${id}`), method: 'DELETE' }),
      invalidatesTags: (_done, _error, { room }) => [
        { type: 'Roles', id: room },
        { type: 'Members', id: room },
        ...(['Rooms', 'Room', 'Access'] as const),
      ],
    }),
    /** What somebody may do in a room, and why. */
    access: build.query<ExplainedAccess, { room: string; user: string }>({
      query: ({ room, user }) => ({
        path: path(room, `/access?${new URLSearchParams({ user }).toString()}`),
      }),
      transformResponse: (answer: { access: ExplainedAccess }) => answer.access,
      providesTags: ['Access'],
      keepUnusedDataFor: 0,
    }),
  }),
});

export const {
  useUpdateRoomMutation,
  usePutRoomPictureMutation,
  useRemoveRoomPictureMutation,
  useHandOverMutation,
  useRolesQuery,
  useAddRoleMutation,
  useChangeRoleMutation,
  useRemoveRoleMutation,
  useAccessQuery,
} = settingsApi;
export { settingsApi };
