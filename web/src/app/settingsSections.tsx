import type { ReactNode } from 'react';
import { ConnectedSettings } from '@/features/accounts/ConnectedSettings';
import { DataSettings } from '@/features/accounts/DataSettings';
import { PasskeySettings } from '@/features/accounts/PasskeySettings';
import { PasswordSettings } from '@/features/accounts/PasswordSettings';
import { ProfileSettings } from '@/features/accounts/ProfileSettings';
import { SessionsSettings } from '@/features/accounts/SessionsSettings';
import { StatusForm } from '@/features/accounts/StatusForm';
import { TwoFactorSettings } from '@/features/accounts/TwoFactorSettings';
import { BlockedPeople } from '@/features/friends/BlockedPeople';
import { EmojiPicker } from '@/features/messages/EmojiPicker';
import { PresenceSettings } from '@/features/presence/PresenceSettings';
import { SectionPart, type Section } from '@/components/SectionsPage';
import type { Me } from '@/lib/model';
import { text } from '@/lib/text';

const words = text.settings;
const names = words.sections;
const ways = text.security.sections;

export const pickEmoji = (pick: (emoji: string) => void) => <EmojiPicker onPick={pick} />;

/** The settings, in the order of their list. A feature that has something to settle adds a line. */
export const settingsSections: (Section & { content: (me: Me) => ReactNode })[] = [
  { id: 'profile', title: names.profile, icon: 'person', content: (me) => <ProfileSettings me={me} /> },
  {
    id: 'status',
    title: names.status,
    icon: 'smile',
    content: ({ profile }) => (
      <SectionPart lead={words.status.lead}>
        <StatusForm key={JSON.stringify(profile.status)} status={profile.status} picker={pickEmoji} />
      </SectionPart>
    ),
  },
  { id: 'presence', title: names.presence, icon: 'clock', content: () => <PresenceSettings /> },
  {
    id: 'password',
    title: names.password,
    icon: 'lock',
    content: ({ user }) => <PasswordSettings username={user.username} />,
  },
  { id: 'two-factor', title: ways.twoFactor, icon: 'shield', content: () => <TwoFactorSettings /> },
  { id: 'passkeys', title: ways.passkeys, icon: 'key', content: () => <PasskeySettings /> },
  { id: 'connected', title: ways.connected, icon: 'link', content: () => <ConnectedSettings /> },
  { id: 'sessions', title: names.sessions, icon: 'device', content: () => <SessionsSettings /> },
  {
    id: 'blocked',
    title: names.blocked,
    icon: 'block',
    content: () => (
      <SectionPart lead={words.blocked.lead}>
        <BlockedPeople />
      </SectionPart>
    ),
  },
  { id: 'data', title: ways.data, icon: 'down', content: () => <DataSettings /> },
];
