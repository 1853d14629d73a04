/** Words that messages are looked at for, and the messages that wait because of them. */
export const filters = {
  menu: 'Word filters',
  heldMenu: 'Held messages',
  title: (room: string) => `Word filters of ${room}`,
  lead: 'Looked for in what people write here. Moderators are not filtered.',
  serverLead:
    'Looked for in everything that people write, in rooms, groups and direct messages. Moderators of a room are not filtered there; outside of rooms nobody could look at what waits, so “Hold” refuses there.',
  pattern: 'Word or phrase',
  patternHint:
    'Capitals and letters that look alike do not matter. A * at the beginning or end of a word stands for more of it.',
  action: 'When it is found',
  actions: { warn: 'Warn', hold: 'Hold', delete: 'Refuse' },
  hints: {
    warn: 'The author is told, and can send it anyway.',
    hold: 'It waits until a moderator has looked at it.',
    delete: 'It is not sent, and the author told why.',
  },
  add: 'Add filter',
  list: 'Filters',
  none: 'No filters yet.',
  remove: (pattern: string) => `Remove the filter “${pattern}”`,
  held: 'Messages that wait',
  heldTitle: (room: string) => `Held messages of ${room}`,
  heldLead: 'A filter held these. Nobody but their authors sees them until they are released.',
  heldNone: 'Nothing waits.',
  because: (pattern: string) => `because of “${pattern}”`,
  release: 'Release',
  reject: 'Reject',
  waits: 'A moderator looks at this before others see it.',
  rejected: 'A moderator did not let this through.',
  sendAnyway: 'Send anyway',
  saveAnyway: 'Save anyway',
};
