import { Fragment, memo, type ReactNode } from 'react';
import type { Person, Restricting } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { text } from '@/lib/text';
import { clockTime, dayName, exactTime, shortDate } from '@/lib/time';
import type { Conversation } from './conversation';
import type { MessageDeeds } from './deeds';
import { detailsChanged } from './detailsChanged';
import { MessageView } from './MessageView';
import { OutgoingView } from './OutgoingView';
import { PeopleSentence } from './PeopleSentence';
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
      return (
        <Note at={row.at}>
          {row.changes.map((change, index) => (
            <Fragment key={index}>
              {index > 0 && ' · '}
              <ComingAndGoing {...change} />
            </Fragment>
          ))}
        </Note>
      );
    case 'details':
      return <Note at={row.at}>{detailsChanged(row.details, row.before)}</Note>;
    case 'role':
      return (
        <Note at={row.at}>
          <RoleSaid {...row} />
        </Note>
      );
    case 'restriction':
      return (
        <Note at={row.at}>
          <RestrictionSaid {...row.event} />
        </Note>
      );
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
    return one.changes.map(shownOf).join() === other.changes.map(shownOf).join();
  return one.kind === other.kind && one.kind === 'new';
}

function Note({ at, children }: { at: string; children: ReactNode }) {
  return (
    <p className={styles.note} dir="auto">
      {children}{' '}
      <time dateTime={at} title={exactTime(at)}>
        {clockTime(at)}
      </time>
    </p>
  );
}

const namedAtMost = 4;

/** What somebody sees of it, for telling whether it has changed. */
const shownOf = ({ what, by, people }: PeopleChange) =>
  [what, by === null ? '' : nameOf(by), people.length, ...people.slice(0, namedAtMost).map(nameOf)].join();

function ComingAndGoing({ what, by, people }: PeopleChange) {
  const words = text.messages;
  const named = people.slice(0, namedAtMost);
  const more = people.length > namedAtMost ? [text.messages.others(people.length - namedAtMost)] : [];
  if (by === null)
    return (
      <PeopleSentence
        people={named}
        say={(...names) => (what === 'joined' ? words.joined : words.left)([...names, ...more])}
      />
    );
  return (
    <PeopleSentence
      people={[by, ...named]}
      say={(doer = '', ...names) =>
        (what === 'joined' ? words.addedBy : words.removedBy)([...names, ...more], doer)
      }
    />
  );
}

function RoleSaid({ user, role, custom }: Extract<Row, { kind: 'role' }>) {
  return (
    <PeopleSentence
      people={[user]}
      say={(name = '') => text.messages.roleNow(name, custom ?? text.rooms.roles[role])}
    />
  );
}

function RestrictionSaid({ type, user, by, until }: Restricting) {
  const end = until ? `${shortDate(until)}, ${clockTime(until)}` : '';
  return (
    <PeopleSentence
      people={[user, by]}
      say={(name = '', doer = '') => text.moderation.rows[type](name, doer, end)}
    />
  );
}
