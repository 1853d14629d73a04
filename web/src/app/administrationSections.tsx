import type { ReactNode } from 'react';
import { DedicatedRoomsSection } from '@/features/administration/DedicatedRoomsSection';
import { InvitationsSection } from '@/features/administration/InvitationsSection';
import { OverviewSection } from '@/features/administration/OverviewSection';
import { PeopleSection } from '@/features/administration/PeopleSection';
import { RoomsSection } from '@/features/administration/RoomsSection';
import { SettingsSection } from '@/features/administration/SettingsSection';
import { StorageSection } from '@/features/administration/StorageSection';
import { PurgeEverywhere } from '@/features/messages/PurgeEverywhere';
import { WordFilters } from '@/features/messages/WordFilters';
import { AccountBans } from '@/features/moderation/AccountBans';
import { ActOnPerson } from '@/features/moderation/ActOnPerson';
import { AddressBans } from '@/features/moderation/AddressBans';
import { AuditList } from '@/features/moderation/AuditList';
import { serverActsOn } from '@/features/moderation/model';
import { OpenReports } from '@/features/moderation/OpenReports';
import { ReportsList } from '@/features/moderation/ReportsList';
import { SectionPart, type Section } from '@/components/SectionsPage';
import type { Account, Person } from '@/lib/model';
import { text } from '@/lib/text';

const names = text.administration.sections;
const order = text.moderation;

const banning = (person: Person, onClose: () => void) => (
  <ActOnPerson act="account_banned" person={person} room="" onClose={onClose} />
);

const purging = (person: Person, onClose: () => void) => (
  <PurgeEverywhere person={person} onClose={onClose} />
);

/** The administration, in the order of its list. A feature that has something to administer adds a line. */
export const administrationSections: (Section & { content: (me: Account) => ReactNode })[] = [
  { id: 'overview', title: names.overview, icon: 'gauge', content: () => <OverviewSection /> },
  {
    id: 'people',
    title: names.people,
    icon: 'people',
    content: (me) => <PeopleSection me={me} banning={banning} purging={purging} />,
  },
  { id: 'rooms', title: names.rooms, icon: 'hash', content: () => <RoomsSection /> },
  { id: 'dedicated-rooms', title: names.dedicated, icon: 'device', content: () => <DedicatedRoomsSection /> },
  { id: 'invitations', title: names.invitations, icon: 'link', content: () => <InvitationsSection /> },
  {
    id: 'reports',
    title: order.tabs.reports,
    icon: 'alert',
    news: <OpenReports scope={null} />,
    content: () => (
      <ReportsList scope={null} actsFor={serverActsOn} mayDelete={(report) => !report.private} />
    ),
  },
  {
    id: 'filters',
    title: text.filters.menu,
    icon: 'eyeOff',
    content: () => (
      <SectionPart lead={text.filters.serverLead}>
        <WordFilters scope={null} />
      </SectionPart>
    ),
  },
  { id: 'accounts', title: order.addresses.accountsTab, icon: 'lock', content: () => <AccountBans /> },
  { id: 'addresses', title: order.addresses.tab, icon: 'compass', content: () => <AddressBans /> },
  { id: 'audit', title: order.tabs.audit, icon: 'clock', content: () => <AuditList scope={null} /> },
  { id: 'settings', title: names.settings, icon: 'settings', content: () => <SettingsSection /> },
  { id: 'storage', title: names.storage, icon: 'disk', content: () => <StorageSection /> },
];
