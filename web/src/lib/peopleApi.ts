import { api } from './api';
import type { Person, PersonProfile } from './model';

/** What more than one part of the client asks about people. */
export const peopleApi = api.injectEndpoints({
  endpoints: (build) => ({
    /** A person by id or username, with what everyone may know of them. */
    person: build.query<PersonProfile, string>({
      query: (user) => ({ path: `/api/v1/users/${encodeURIComponent(user)}` }),
      providesTags: ['Profile'],
      keepUnusedDataFor: 30,
    }),
    findPeople: build.query<Person[], string>({
      query: (name) => ({
        path: `/api/v1/users${name === '' ? '' : `?${new URLSearchParams({ query: name }).toString()}`}`,
      }),
      transformResponse: (answer: { users: Person[] }) => answer.users,
      keepUnusedDataFor: 10,
    }),
  }),
});

export const { usePersonQuery, useFindPeopleQuery } = peopleApi;
