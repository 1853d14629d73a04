import type { ReactNode } from 'react';
import { InvitationsSection } from '@/features/administration/InvitationsSection';
import { OverviewSection } from '@/features/administration/OverviewSection';
import { PeopleSection } from '@/features/administration/PeopleSection';
import { RoomsSection } from '@/features/administration/RoomsSection';
import { SettingsSection } from '@/features/administration/SettingsSection';
import { StorageSection } from '@/features/administration/StorageSection';
import type { Section } from '@/components/SectionsPage';
import type { Account } from '@/lib/model';
import { text } from '@/lib/text';

const names = text.administration.sections;

/** The administration, in the order of its list. A feature that has something to administer adds a line. */
export const administrationSections: (Section & { content: (me: Account) => ReactNode })[] = [
  { id: 'overview', title: names.overview, icon: 'gauge', content: () => <OverviewSection /> },
  { id: 'people', title: names.people, icon: 'people', content: (me) => <PeopleSection me={me} /> },
  { id: 'rooms', title: names.rooms, icon: 'hash', content: () => <RoomsSection /> },
  { id: 'invitations', title: names.invitations, icon: 'link', content: () => <InvitationsSection /> },
  { id: 'settings', title: names.settings, icon: 'settings', content: () => <SettingsSection /> },
  { id: 'storage', title: names.storage, icon: 'disk', content: () => <StorageSection /> },
];
