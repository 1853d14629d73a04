import { createApi, type BaseQueryFn } from '@reduxjs/toolkit/query/react';
import { call, type Call } from './http';
import { toProblem, type Problem } from './problem';

const ask: BaseQueryFn<Call, unknown, Problem> = async (request, { signal }) => {
  try {
    return { data: (await call({ ...request, signal })) ?? null };
  } catch (error) {
    return { error: toProblem(error) };
  }
};

/** The server's HTTP side; every feature adds its own calls to it. */
export const api = createApi({
  baseQuery: ask,
  tagTypes: [
    ...(['Rooms', 'Room', 'Members', 'Discover', 'Server'] as const),
    ...(['Roles', 'Access'] as const),
    ...(['ServerPeople', 'ServerRooms', 'DedicatedRooms', 'Invitations'] as const),
    ...(['Filters', 'Held'] as const),
    ...(['Me', 'Sessions', 'Profile', 'Friends', 'Blocks'] as const),
  ],
  endpoints: () => ({}),
});
