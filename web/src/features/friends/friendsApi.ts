import { api } from '@/lib/api';
import type { Friends, Person } from '@/lib/model';

const friendPath = (user: string) => `/api/v1/friends/${encodeURIComponent(user)}`;
const blockPath = (user: string) => `/api/v1/me/blocks/${encodeURIComponent(user)}`;

export const friendsApi = api.injectEndpoints({
  endpoints: (build) => ({
    friends: build.query<Friends, void>({
      query: () => ({ path: '/api/v1/friends' }),
      providesTags: ['Friends'],
    }),
    addFriend: build.mutation<{ areFriends: boolean }, string>({
      query: (user) => ({ path: friendPath(user), method: 'PUT' }),
      invalidatesTags: (_done, error) => (error === undefined ? ['Friends'] : []),
    }),
    removeFriend: build.mutation<null, string>({
      query: (user) => ({ path: friendPath(user), method: 'DELETE' }),
      invalidatesTags: (_done, error) => (error === undefined ? ['Friends'] : []),
    }),
    blocks: build.query<Person[], void>({
      query: () => ({ path: '/api/v1/me/blocks' }),
      transformResponse: (answer: { users: Person[] }) => answer.users,
      providesTags: ['Blocks'],
    }),
    block: build.mutation<null, string>({
      query: (user) => ({ path: blockPath(user), method: 'PUT' }),
      invalidatesTags: (_done, error) => (error === undefined ? ['Blocks', 'Friends'] : []),
    }),
    unblock: build.mutation<null, string>({
      query: (user) => ({ path: blockPath(user), method: 'DELETE' }),
      invalidatesTags: (_done, error) => (error === undefined ? ['Blocks'] : []),
    }),
  }),
});

export const {
  useFriendsQuery,
  useAddFriendMutation,
  useRemoveFriendMutation,
  useBlocksQuery,
  useBlockMutation,
  useUnblockMutation,
} = friendsApi;
