export const sidebar = {
  sections: { favourites: 'Favourites', rooms: 'Rooms', direct: 'People' },
  newSection: 'New section',
  newSectionTitle: 'New section',
  newSectionLead: 'A heading of your own. Nobody else sees how you arrange your rooms.',
  sectionName: 'Name',
  sectionNameMissing: 'Please give the section a name.',
  makeSection: 'Make section',
  rename: 'Rename section',
  removeSection: 'Remove section',
  sectionRemoved: (name: string) => `The section ${name} is gone. Its rooms stand under the others.`,
  emptySection: 'Drag rooms here, or choose “Move to” in a room’s menu.',
  /** What a person sees and hears of a section that is folded. */
  folded: (n: number) => (n === 1 ? '1 more' : `${n} more`),

  favourite: 'Add to favourites',
  notFavourite: 'Remove from favourites',
  mute: 'Mute',
  unmute: 'Unmute',
  showProfile: 'Show profile',
  hide: 'Hide from this list',
  hidden: (title: string) => `${title} is hidden. It comes back when you are mentioned, or open it.`,
  moveUp: 'Move up',
  moveDown: 'Move down',
  moveTo: 'Move to',
  muted: 'muted',
  full: 'There are as many sections as there can be.',

  /** Spoken after a room or a section was moved. */
  roomMoved: (title: string, section: string, place: number, of: number) =>
    `${title} moved to ${section}, ${place} of ${of}`,
  sectionMoved: (name: string, place: number, of: number) => `${name} moved, section ${place} of ${of}`,
  cannotMove: (title: string) => `${title} cannot move further`,
};
