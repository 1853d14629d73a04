import { api } from '@/lib/api';
import type {
  AccountBan,
  Act,
  AddressBan,
  AuditRecord,
  OwnReport,
  Report,
  ReportReason,
  Restricted,
  Scope,
  Terms,
} from './model';

const roomPath = (room: string, rest: string) => `/api/v1/rooms/${encodeURIComponent(room)}${rest}`;
const scopePath = (scope: Scope, rest: string) =>
  scope === null ? `/api/v1/server${rest}` : roomPath(scope, rest);
const query = (values: Record<string, string | undefined>) => {
  const given = Object.entries(values).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
};
const paged = {
  initialPageParam: '',
  getNextPageParam: (page: { next?: string | null }) => page.next ?? undefined,
};

export interface AuditFilter {
  action?: string;
  by?: string;
  user?: string;
  since?: string;
  until?: string;
}
interface Page {
  next?: string | null;
}

/** Where each act is done. */
const actPath: Record<Act, (scope: string, user: string) => string> = {
  timed_out: (room, user) => roomPath(room, `/timeouts/${user}`),
  removed: (room, user) => roomPath(room, `/members/${user}`),
  banned: (room, user) => roomPath(room, `/bans/${user}`),
  account_banned: (_, user) => `/api/v1/server/bans/${user}`,
};

const tags = ['Restricted', 'Audit', 'Reports', 'OwnReports', 'AccountBans', 'AddressBans'] as const;

export const moderationApi = api.enhanceEndpoints({ addTagTypes: tags }).injectEndpoints({
  endpoints: (build) => ({
    restricted: build.infiniteQuery<
      Page & { people: Restricted[] },
      { room: string; what: 'bans' | 'timeouts' },
      string
    >({
      query: ({ queryArg, pageParam }) => ({
        path: roomPath(queryArg.room, `/${queryArg.what}${query({ cursor: pageParam })}`),
      }),
      infiniteQueryOptions: paged,
      providesTags: (_page, _error, { room }) => [{ type: 'Restricted', id: room }],
      keepUnusedDataFor: 10,
    }),
    lift: build.mutation<null, { room: string; what: 'bans' | 'timeouts'; user: string }>({
      query: ({ room, what, user }) => ({ path: roomPath(room, `/${what}/${user}`), method: 'DELETE' }),
      invalidatesTags: (_done, _error, { room }) => [{ type: 'Restricted', id: room }, 'Audit'],
    }),
    act: build.mutation<unknown, { act: Act; room: string; user: string; terms: Terms }>({
      query: ({ act, room, user, terms }) =>
        act === 'removed'
          ? { path: actPath.removed(room, user) + query({ reason: terms.reason }), method: 'DELETE' }
          : { path: actPath[act](room, user), method: 'PUT', body: terms },
      invalidatesTags: (_done, _error, { room }) => [
        { type: 'Restricted', id: room },
        { type: 'Members', id: room },
        'AccountBans',
        'ServerPeople',
        'Audit',
      ],
    }),
    audit: build.infiniteQuery<
      Page & { entries: AuditRecord[] },
      { scope: Scope; filter: AuditFilter },
      string
    >({
      query: ({ queryArg: { scope, filter }, pageParam }) => ({
        path: scopePath(scope, `/audit${query({ ...filter, cursor: pageParam })}`),
      }),
      infiniteQueryOptions: paged,
      providesTags: ['Audit'],
      keepUnusedDataFor: 10,
    }),
    reports: build.infiniteQuery<
      Page & { reports: Report[]; open: number },
      { scope: Scope; decided: boolean },
      string
    >({
      query: ({ queryArg: { scope, decided }, pageParam }) => ({
        path: scopePath(scope, `/reports${query({ decided: decided ? 'true' : '', cursor: pageParam })}`),
      }),
      infiniteQueryOptions: paged,
      providesTags: ['Reports'],
    }),
    openReports: build.query<number, Scope>({
      query: (scope) => ({ path: scopePath(scope, '/reports?limit=1') }),
      transformResponse: (answer: { open: number }) => answer.open,
      providesTags: ['Reports'],
    }),
    report: build.mutation<OwnReport, { room: string; seq: number; reason: ReportReason; comment: string }>({
      query: ({ room, seq, reason, comment }) => ({
        path: roomPath(room, `/messages/${seq}/reports`),
        method: 'POST',
        body: { reason, ...(comment.trim() === '' ? {} : { comment }) },
      }),
      transformResponse: (answer: { report: OwnReport }) => answer.report,
      invalidatesTags: ['OwnReports'],
    }),
    ownReports: build.query<OwnReport[], void>({
      query: () => ({ path: '/api/v1/me/reports' }),
      transformResponse: (answer: { reports: OwnReport[] }) => answer.reports,
      providesTags: ['OwnReports'],
      keepUnusedDataFor: 10,
    }),
    decide: build.mutation<null, { report: string; outcome: string; terms: Terms }>({
      query: ({ report, outcome, terms }) => ({
        path: `/api/v1/reports/${report}/decision`,
        method: 'POST',
        body: { outcome, ...terms },
      }),
      invalidatesTags: ['Reports', 'Restricted', 'Audit', 'AccountBans', 'ServerPeople'],
    }),
    accountBans: build.infiniteQuery<Page & { bans: AccountBan[] }, void, string>({
      query: ({ pageParam }) => ({ path: `/api/v1/server/bans${query({ cursor: pageParam })}` }),
      infiniteQueryOptions: paged,
      providesTags: ['AccountBans'],
      keepUnusedDataFor: 10,
    }),
    liftAccountBan: build.mutation<null, string>({
      query: (user) => ({ path: `/api/v1/server/bans/${encodeURIComponent(user)}`, method: 'DELETE' }),
      invalidatesTags: ['AccountBans', 'Audit', 'ServerPeople'],
    }),
    addressBans: build.query<AddressBan[], void>({
      query: () => ({ path: '/api/v1/server/address-bans' }),
      transformResponse: (answer: { bans: AddressBan[] }) => answer.bans,
      providesTags: ['AddressBans'],
      keepUnusedDataFor: 10,
    }),
    banAddress: build.mutation<unknown, { network: string } & Terms>({
      query: (body) => ({ path: '/api/v1/server/address-bans', method: 'POST', body }),
      invalidatesTags: ['AddressBans', 'Audit'],
    }),
    liftAddressBan: build.mutation<null, string>({
      query: (ban) => ({ path: `/api/v1/server/address-bans/${ban}`, method: 'DELETE' }),
      invalidatesTags: ['AddressBans', 'Audit'],
    }),
  }),
});

export const {
  useRestrictedInfiniteQuery,
  useLiftMutation,
  useActMutation,
  useAuditInfiniteQuery,
  useReportsInfiniteQuery,
  useOpenReportsQuery,
  useReportMutation,
  useOwnReportsQuery,
  useDecideMutation,
  useAccountBansInfiniteQuery,
  useLiftAccountBanMutation,
  useAddressBansQuery,
  useBanAddressMutation,
  useLiftAddressBanMutation,
} = moderationApi;
