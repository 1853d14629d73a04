import type { ReactNode } from 'react';
import { Icon, type IconName } from '@/components/Icon';
import { PresentAvatar } from '@/components/PresentAvatar';
import { RowSkeleton } from '@/components/Skeleton';
import type { Person, Profile } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { text } from '@/lib/text';
import { ago, timeIn } from '@/lib/time';
import { minutesAhead } from '@/lib/timeZones';
import { useNow } from '@/lib/useNow';
import { usePresence } from '@/lib/usePresence';
import styles from './PersonDetails.module.css';
import { untilWords } from './StatusForm';

interface PersonDetailsProps {
  person: Person;
  isMe: boolean;
  /** What comes after name and picture; nothing while it is asked for, null when that failed. */
  profile: Profile | null | undefined;
  /** What they are in the room that is open. */
  role?: string;
  /** Where they have a voice. */
  voice?: string;
  /** What can be done with them. */
  children?: ReactNode;
}

const words = text.people.card;

/** Who somebody is: what their card says. */
export function PersonDetails({ person, isMe, profile, role, voice, children }: PersonDetailsProps) {
  const status = profile?.status ?? person.status;
  return (
    <div className={styles.details}>
      <header className={styles.head}>
        <PresentAvatar person={person} size="xl" />
        <div className={styles.names}>
          <b>
            <bdi>{nameOf(person)}</bdi>
          </b>
          <span>
            @{person.username}
            {profile?.pronouns && (
              <>
                {' · '}
                <bdi>{profile.pronouns}</bdi>
              </>
            )}
            {isMe && ` · ${text.you}`}
          </span>
        </div>
      </header>
      {status && (status.emoji || status.text) && (
        <p className={styles.status}>
          {status.emoji} <bdi>{status.text}</bdi>
          {profile?.status?.until && <small>{untilWords(profile.status.until)}</small>}
        </p>
      )}
      {profile?.about && (
        <p className={styles.about} dir="auto">
          {profile.about}
        </p>
      )}
      <ul className={styles.facts}>
        <Seen user={person.id} />
        {profile?.timeZone && <LocalTime zone={profile.timeZone} />}
        {role !== undefined && <Fact icon="people">{role}</Fact>}
        {voice !== undefined && <Fact icon="message">{voice}</Fact>}
        {profile && profile.role !== 'member' && <Fact icon="key">{words.serverRoles[profile.role]}</Fact>}
      </ul>
      {profile === undefined && <RowSkeleton rows={2} />}
      {profile === null && <p className={styles.failed}>{words.failed}</p>}
      {children}
    </div>
  );
}

function Fact({ icon, children }: { icon: IconName; children: ReactNode }) {
  return (
    <li>
      <Icon name={icon} />
      <span>{children}</span>
    </li>
  );
}

/** Whether they are there, or when they were. */
function Seen({ user }: { user: string }) {
  const now = useNow();
  const presence = usePresence(user);
  if (presence === undefined) return null;
  const { state, lastSeenAt } = presence;
  return (
    <Fact icon="eye">{lastSeenAt ? words.lastSeen(ago(lastSeenAt, now)) : text.presence.states[state]}</Fact>
  );
}

function LocalTime({ zone }: { zone: string }) {
  const now = useNow();
  const there = localTime(zone, now);
  return there === null ? null : <Fact icon="clock">{there}</Fact>;
}

/** "14:05 there, 2 h ahead"; null for a zone that this browser does not know. */
function localTime(zone: string, now: Date): string | null {
  try {
    return words.timeThere(timeIn(zone, now), minutesAhead(zone, now) + now.getTimezoneOffset());
  } catch {
    return null;
  }
}
