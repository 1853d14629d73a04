import { api } from '@/lib/api';
import type { Invitation, InvitationUse, InvitedTo, Room } from '@/lib/model';

const ofRoom = (room: string) => `/api/v1/rooms/${encodeURIComponent(room)}/invitations`;
const one = (code: string, rest = '') => `/api/v1/invitations/${encodeURIComponent(code)}${rest}`;

export interface Terms {
  expiresInSeconds: number | null;
  maxUses: number | null;
}

const invitationsApi = api.injectEndpoints({
  endpoints: (build) => ({
    invitations: build.query<Invitation[], string>({
      query: (room) => ({ path: ofRoom(room) }),
      transformResponse: (answer: { invitations: Invitation[] }) => answer.invitations,
      providesTags: ['Invitations'],
      keepUnusedDataFor: 0,
    }),
    makeInvitation: build.mutation<Invitation, { room: string; terms: Terms }>({
      query: ({ room, terms }) => ({ path: ofRoom(room), method: 'POST', body: terms }),
      transformResponse: (answer: { invitation: Invitation }) => answer.invitation,
      invalidatesTags: ['Invitations'],
    }),
    revokeInvitation: build.mutation<null, string>({
      query: (code) => ({ path: one(code), method: 'DELETE' }),
      invalidatesTags: ['Invitations'],
    }),
    uses: build.query<InvitationUse[], string>({
      query: (code) => ({ path: one(code, '/uses') }),
      transformResponse: (answer: { uses: InvitationUse[] }) => answer.uses,
      keepUnusedDataFor: 0,
    }),
    /** What a link leads to; open to whoever has it. */
    invitedTo: build.query<InvitedTo, string>({
      query: (code) => ({ path: one(code) }),
      transformResponse: (answer: { invitation: InvitedTo }) => answer.invitation,
      keepUnusedDataFor: 0,
    }),
    accept: build.mutation<Room, string>({
      query: (code) => ({ path: one(code, '/accept'), method: 'POST' }),
      transformResponse: (answer: { room: Room }) => answer.room,
      invalidatesTags: ['Rooms', 'Room', 'Discover'],
    }),
  }),
});

export const {
  useInvitationsQuery,
  useMakeInvitationMutation,
  useRevokeInvitationMutation,
  useUsesQuery,
  useInvitedToQuery,
  useAcceptMutation,
} = invitationsApi;

export const linkOf = ({ code }: Pick<Invitation, 'code'>) => `${location.origin}/invite/${code}`;
