import { count, list } from './words';

/** The words about other people: their card, friends, conversations with them. */
export const people = {
  card: {
    notFound: 'Nobody by that name',
    notFoundLead: (name: string) => `There is no “${name}” on this server any more.`,
    failed: 'More could not be loaded.',
    timeThere: (time: string, ahead: number) =>
      ahead === 0
        ? `${time} there, as here`
        : `${time} there, ${hours(ahead)} ${ahead > 0 ? 'ahead' : 'behind'}`,
    roleIn: (role: string, room: string) => `${role} of ${room}`,
    guestIn: (room: string) => `Guest in ${room}`,
    serverRoles: {
      owner: 'Owner of this server',
      admin: 'Admin of this server',
      guest: 'Guest of this server',
    },
    since: (date: string) => `Here since ${date}`,
    lastSeen: (ago: string) => `Last seen ${ago}`,
    more: (name: string) => `More about ${name}`,
    message: 'Message',
    editProfile: 'Edit profile',
    blockedByMe: 'You have blocked this person.',
  },
  friends: {
    title: 'Friends',
    add: 'Add friend',
    accept: 'Accept',
    decline: 'Decline',
    asked: 'Request sent',
    takeBack: 'Take back request',
    remove: 'Remove friend',
    removed: (name: string) => `${name} is no longer a friend`,
    nowFriends: (name: string) => `You and ${name} are friends now`,
    requestSent: (name: string) => `${name} was asked`,
    acceptOf: (name: string) => `Accept ${name}`,
    declineOf: (name: string) => `Decline ${name}`,
    takeBackOf: (name: string) => `Take back request to ${name}`,
    messageOf: (name: string) => `Message ${name}`,
    addOf: (name: string) => `Add friend ${name}`,
    optionsOf: (name: string) => `Options for ${name}`,
    wantsToBe: 'Wants to be your friend',
    waits: 'Has not answered yet',
    tabs: { online: 'Online', all: 'All', requests: 'Requests', blocked: 'Blocked', add: 'Add friend' },
    incoming: 'They ask you',
    outgoing: 'You have asked',
    requests: (n: number) => count(n, 'friend request', 'friend requests'),
    filter: 'Find a friend',
    noneTitle: 'Nobody here yet',
    noneLead: 'Friends are people you want to find quickly. Look for somebody by name.',
    noneOnline: 'None of your friends are here right now',
    noneOnlineLead: 'When somebody comes, they show up here by themselves.',
    noneRequests: 'No requests wait',
    noneRequestsLead: 'When somebody wants to be your friend, you answer here.',
    noMatch: 'No friend by that name.',
    find: 'Name or username',
    findHint: 'Type a name to find somebody on this server.',
    findNone: 'Nobody by that name.',
    isFriend: 'Friend',
  },
  blocking: {
    block: 'Block',
    blockOf: (name: string) => `Block ${name}?`,
    lead: 'They cannot write to you directly, and you are no longer friends. Their posts in rooms are hidden behind a click. They are not told.',
    blocked: (name: string) => `${name} is blocked`,
    hidden: 'Message of a blocked person',
    show: 'Show',
    composer: 'You have blocked this person, so you cannot write to each other here.',
  },
  direct: {
    new: 'New message',
    lead: 'Choose one person to write to them alone, several for a group.',
    to: 'To',
    toHint: 'Name or username',
    none: 'Nobody by that name.',
    chosen: 'Chosen people',
    unchoose: (name: string) => `Take ${name} off`,
    title: 'Name of the group',
    titleHint: 'Optional. Without one, the group is called by its people.',
    write: 'Write',
    startGroup: 'Start group',
    full: 'A group has 50 people at most.',
    beginning: (name: string) => `You and ${name}`,
    beginningLead: 'Only the two of you read what is said here. Say hello.',
  },
  group: {
    rename: 'Rename group',
    renameLead: 'Everyone in it sees the new name. Without one, the group is called by its people.',
    convert: 'Turn into a room',
    convertTitle: 'Turn this group into a room',
    convertLead:
      'Everyone stays, and you become its owner. Whoever joins later can read what was said before.',
    convertNow: 'Make it a room',
    converted: 'The group is a room now',
    leave: 'Leave group',
    leaveTitle: 'Leave this group?',
    leaveLead: 'Somebody in it has to add you again if you want to come back.',
    beginning: (names: string[]) => list(['You', ...names]),
    beginningLead:
      'Only the people of this group read what is said here. Say what it is about, or give it a name.',
  },
};

function hours(minutes: number): string {
  const [whole, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return [whole > 0 && `${whole} h`, rest > 0 && `${rest} min`].filter(Boolean).join(' ');
}
