import { count, number } from './words';

const units = ['bytes', 'KB', 'MB', 'GB', 'TB', 'PB'];
const short = (value: number) => number(Number(value.toPrecision(3)));

/** The words of the administration area. */
export const administration = {
  title: 'Administration',
  backToRooms: 'Back to the rooms',
  notHereTitle: 'This page is not here',
  notHereLead: 'Check the address, or go back to your rooms.',
  sections: {
    overview: 'Overview',
    people: 'People',
    rooms: 'Rooms',
    invitations: 'Invitations',
    settings: 'Sign-up & limits',
    storage: 'Storage',
  },

  /** "12.3 MB", in steps of 1,000, as disks are sold. */
  bytes: (bytes: number) => {
    const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
    return `${short(bytes / 1000 ** step)} ${units[step] ?? ''}`;
  },

  overview: {
    old: (at: string) => `The server does not answer right now. This is how it was: ${at}.`,
    up: 'Up for',
    lasting: (seconds: number) => {
      if (seconds < 60) return count(Math.max(0, Math.round(seconds)), 'second', 'seconds');
      if (seconds < 3_600) return count(Math.floor(seconds / 60), 'minute', 'minutes');
      if (seconds < 2 * 86_400) return count(Math.floor(seconds / 3_600), 'hour', 'hours');
      return count(Math.floor(seconds / 86_400), 'day', 'days');
    },
    version: (version: string) => `Parlor ${version}`,
    connected: 'People connected',
    connections: (n: number) => count(n, 'connection', 'connections'),
    events: 'Events',
    perSecond: (n: number) => `${short(n)} a second`,
    eventsSinceStart: (n: number) => `${number(n)} since the start`,
    processor: 'Processor',
    percent: (n: number) => `${short(Math.round(n * 10) / 10)} %`,
    processors: (n: number) => `of ${count(n, 'processor', 'processors')}`,
    memory: 'Memory',
    heap: (bytes: string) => `${bytes} of it on the heap`,
    database: 'Commit',
    milliseconds: (n: number) => `${short(n)} ms`,
    databases: { sqlite: 'SQLite', postgres: 'PostgreSQL' } as Record<string, string>,
    databaseNote: (name: string, readMs: number) => `${name}; a question takes ${short(readMs)} ms`,
    queue: 'Writes waiting',
    queueOf: (most: number) => `${number(most)} may wait`,
    pauses: 'Paused by collections',
    collections: (n: number) => count(n, 'collection so far', 'collections so far'),
  },

  people: {
    title: 'People',
    find: 'Find a person',
    person: 'Person',
    role: 'Role',
    roles: { owner: 'Owner', admin: 'Admin', member: 'Member', guest: 'Guest' },
    anyRole: 'Any role',
    state: 'State',
    states: { active: 'Signed in', signed_out: 'Signed out', locked: 'Locked' },
    anyState: 'Any state',
    lastSeen: 'Last seen',
    never: 'Not known',
    since: 'Since',
    sessions: 'Sessions',
    actions: 'Actions',
    menu: (name: string) => `Options for ${name}`,
    none: 'Nobody here',
    noneHint: 'Nobody fits what is looked for.',
    roleGiven: (name: string, role: string) => `${name}: ${role}`,
    passwordLink: 'Make a password link',
    passwordLinkTitle: (name: string) => `A new password for ${name}?`,
    passwordLinkLead:
      'This makes a link by which they choose one themselves. It counts once, for a day. Until it is used, the old password goes on working.',
    passwordLinkSend: (name: string) =>
      `Send this to ${name} and to nobody else: whoever has it chooses the password. It is shown this once.`,
    makeLink: 'Make the link',
    link: 'Link',
    linkUntil: (time: string) => `Counts once, until ${time}.`,
    copyLink: 'Copy link',
    linkCopied: 'Link copied',
    endSessions: 'Sign out everywhere',
    endSessionsTitle: (name: string) => `Sign ${name} out everywhere?`,
    endSessionsLead: 'All their devices are signed out at once. They can sign in again with their password.',
    endSessionsNow: 'Sign out',
  },

  storage: {
    disk: 'Disk',
    free: (free: string, all: string) => `${free} free of ${all}`,
    kept: 'Kept',
    databases: { sqlite: 'Database (SQLite)', postgres: 'Database (PostgreSQL)' } as Record<string, string>,
    pictures: 'Pictures of people and rooms',
    snapshots: 'Snapshots before upgrades',
    noSnapshots: 'None so far',
    files: (n: number, bytes: string) => `${count(n, 'file', 'files')}, ${bytes}`,
    last: (when: string) => `The last one ${when}`,
    rows: 'Rows in the database',
    table: 'What',
    count: 'Rows',
    tables: {
      events: 'Events of rooms',
      messages: 'Messages',
      memberships: 'Memberships',
      rooms: 'Rooms and conversations',
      users: 'People',
      sessions: 'Sessions',
      mentions: 'Mentions',
      invitations: 'Invitations',
    } as Record<string, string>,
    countedAt: (time: string) => `Counted ${time}; at most once a minute.`,
  },

  settings: {
    lead: 'What is changed here counts at once, without a restart, and goes over what the configuration says.',
    server: 'Server',
    name: 'Name of the server',
    nameHint: 'Shown to people who sign in or sign up.',
    signUp: 'Who may sign up',
    policies: { open: 'Anyone', invitation: 'Who has an invitation', closed: 'Nobody' },
    policyHints: {
      open: 'Whoever reaches the server can make an account.',
      invitation: 'An account takes a link that somebody sent.',
      closed: 'No new accounts until this is changed again.',
    },
    limits: 'Limits',
    limitsLead: 'What is over a limit is refused for a moment, and nothing is stored.',
    limitNames: {
      signUpsPerMinute: 'Sign-ups from one address, per minute',
      logInsPerMinute: 'Log-ins from one address, per minute',
      postsPerSecond: 'Messages of one person, per second',
      postBurst: 'Messages of one person at once, after a pause',
    },
    numberWrong: 'Use a whole number above 0.',
    configured: (value: string) => `Configured: ${value}`,
    reset: 'Reset',
    resetOf: (setting: string) => `Reset “${setting}” to what is configured`,
    saved: 'Saved',
    unchanged: 'Nothing is changed.',
  },
};
