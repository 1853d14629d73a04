import { api } from '@/lib/api';
import type { Room, RoomDetails } from '@/lib/model';

const roomOf = (answer: { room: Room }) => answer.room;

/** Conversations of two and of few; all else about them is as of rooms. */
export const directApi = api.injectEndpoints({
  endpoints: (build) => ({
    openDirect: build.mutation<Room, string>({
      query: (user) => ({ path: '/api/v1/direct', method: 'POST', body: { user } }),
      transformResponse: roomOf,
    }),
    createGroup: build.mutation<Room, { users: string[]; title?: string }>({
      query: (body) => ({ path: '/api/v1/groups', method: 'POST', body }),
      transformResponse: roomOf,
    }),
    convertGroup: build.mutation<
      Room,
      { room: string } & Pick<RoomDetails, 'name' | 'visibility'> & { title?: string }
    >({
      query: ({ room, ...body }) => ({
        path: `/api/v1/rooms/${encodeURIComponent(room)}/convert`,
        method: 'POST',
        body,
      }),
      transformResponse: roomOf,
      invalidatesTags: ['Rooms', 'Room', 'Discover'],
    }),
  }),
});

export const { useOpenDirectMutation, useCreateGroupMutation, useConvertGroupMutation } = directApi;
