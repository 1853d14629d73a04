import { memo } from 'react';
import type { Person, Restricting } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { text } from '@/lib/text';
import { clockTime, dayName, exactTime, shortDate } from '@/lib/time';
import type { Conversation } from './conversation';
import type { MessageDeeds } from './deeds';
import { detailsChanged } from './detailsChanged';
import { MessageView } from './MessageView';
import { OutgoingView } from './OutgoingView';
import type { PeopleChange, Row } from './rows';
import styles from './Timeline.module.css';

interface TimelineRowProps {
  row: Row;
  me: Person;
  marked: boolean;
  online: boolean;
  conversation: Conversation;
  deeds: MessageDeeds;
}

export const TimelineRow = memo(function TimelineRow(props: TimelineRowProps) {
  const { row } = props;
  return (
    <div data-key={row.key} data-seq={'seq' in row ? row.seq : undefined} className={styles.row}>
      <RowContent {...props} />
    </div>
  );
}, isSame);

function RowContent({ row, me, marked, online, conversation, deeds }: TimelineRowProps) {
  switch (row.kind) {
    case 'day':
      return (
        <h3 className={styles.day}>
          <span>{dayName(row.at, new Date())}</span>
        </h3>
      );
    case 'new':
      return (
        <p className={styles.new}>
          <span>{text.messages.new}</span>
        </p>
      );
    case 'message':
      return <MessageView row={row} marked={marked} me={me} conversation={conversation} deeds={deeds} />;
    case 'outgoing':
      return <OutgoingView {...row} me={me} online={online} conversation={conversation} deeds={deeds} />;
    case 'people':
      return <Note at={row.at} words={row.changes.map(sentence).join(' · ')} />;
    case 'details':
      return <Note at={row.at} words={detailsChanged(row.details, row.before)} />;
    case 'role':
      return <Note at={row.at} words={roleSaid(row)} />;
    case 'restriction':
      return <Note at={row.at} words={restrictionSaid(row.event)} />;
  }
}

/** Rows are made anew at each change of the room; most of them still say the same. */
function isSame(before: TimelineRowProps, after: TimelineRowProps): boolean {
  const [one, other] = [before.row, after.row];
  if (before.marked !== after.marked || before.me !== after.me || before.deeds !== after.deeds) return false;
  if (one.kind === 'message' && other.kind === 'message')
    return (
      one.message === other.message &&
      one.first === other.first &&
      one.change === other.change &&
      one.quoted === other.quoted
    );
  if (one.kind === 'outgoing' && other.kind === 'outgoing')
    return (
      one.outgoing === other.outgoing &&
      one.quoted === other.quoted &&
      one.first === other.first &&
      before.online === after.online
    );
  if (one.kind === 'people' && other.kind === 'people')
    return one.changes.map(sentence).join() === other.changes.map(sentence).join();
  return one.kind === other.kind && one.kind === 'new';
}

function Note({ at, words }: { at: string; words: string }) {
  return (
    <p className={styles.note} dir="auto">
      {words}{' '}
      <time dateTime={at} title={exactTime(at)}>
        {clockTime(at)}
      </time>
    </p>
  );
}

const namedAtMost = 4;

function sentence({ what, by, people }: PeopleChange): string {
  const names = people.slice(0, namedAtMost).map(nameOf);
  if (people.length > namedAtMost) names.push(text.messages.others(people.length - namedAtMost));
  const words = text.messages;
  if (by === null) return what === 'joined' ? words.joined(names) : words.left(names);
  return what === 'joined' ? words.addedBy(names, nameOf(by)) : words.removedBy(names, nameOf(by));
}

function roleSaid({ user, role, custom }: Extract<Row, { kind: 'role' }>): string {
  return text.messages.roleNow(nameOf(user), custom ?? text.rooms.roles[role]);
}

function restrictionSaid({ type, user, by, until }: Restricting): string {
  const end = until ? `${shortDate(until)}, ${clockTime(until)}` : '';
  return text.moderation.rows[type](nameOf(user), nameOf(by), end);
}
