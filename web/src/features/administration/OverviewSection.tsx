import { useState } from 'react';
import { text } from '@/lib/text';
import { exactTime } from '@/lib/time';
import { useHealthQuery, type Health } from './administrationApi';
import { AnnounceForm } from './AnnounceForm';
import { Loading } from './Loading';
import { follow, type Course } from './course';
import { Sparkline } from './Sparkline';
import styles from './Overview.module.css';

const words = text.administration.overview;
const everyMs = 3_000;

/** How the server is, as of three seconds ago at most. */
export function OverviewSection() {
  const asked = useHealthQuery(undefined, {
    pollingInterval: everyMs,
    skipPollingIfUnfocused: true,
    refetchOnMountOrArgChange: true,
  });
  return (
    <>
      <Loading asked={asked}>{(health) => <Tiles health={health} isOld={asked.isError} />}</Loading>
      <AnnounceForm />
    </>
  );
}

function Tiles({ health, isOld }: { health: Health; isOld: boolean }) {
  const course = useCourse(health);
  const { database, process } = health;
  const now = course.at(-1);
  const isFull = database.writesWaiting > database.mostWritesWaiting / 2;
  return (
    <>
      {isOld && (
        <p role="status" className={styles.old}>
          {words.old(exactTime(health.at))}
        </p>
      )}
      <dl className={styles.tiles}>
        <Tile name={words.up} value={words.lasting(secondsBetween(health.startedAt, health.at))}>
          {words.version(health.version)}
        </Tile>
        <Tile
          name={words.connected}
          value={text.number(health.peopleConnected)}
          line={course.map(({ people }) => people)}
        >
          {words.connections(health.connections)}
        </Tile>
        <Tile
          name={words.events}
          value={rate(now?.eventsPerSecond)}
          line={course.map(({ eventsPerSecond }) => eventsPerSecond)}
        >
          {words.eventsSinceStart(database.events)}
        </Tile>
        <Tile
          name={words.processor}
          value={now?.cpuPercent === undefined ? '–' : words.percent(now.cpuPercent)}
          line={course.map(({ cpuPercent }) => cpuPercent)}
        >
          {words.processors(process.processors)}
        </Tile>
        <Tile
          name={words.memory}
          value={text.administration.bytes(process.memoryBytes)}
          line={course.map(({ memory }) => memory)}
        >
          {words.heap(text.administration.bytes(process.heapBytes))}
        </Tile>
        <Tile
          name={words.database}
          value={words.milliseconds(database.commitMs)}
          line={course.map(({ commitMs }) => commitMs)}
        >
          {words.databaseNote(words.databases[database.kind] ?? database.kind, database.readMs)}
        </Tile>
        <Tile name={words.queue} value={text.number(database.writesWaiting)} warn={isFull}>
          {words.queueOf(database.mostWritesWaiting)}
        </Tile>
        <Tile name={words.pauses} value={words.percent(process.pausePercent)}>
          {words.collections(process.collections)}
        </Tile>
      </dl>
    </>
  );
}

interface TileProps {
  name: string;
  value: string;
  children: string;
  line?: (number | undefined)[];
  warn?: boolean;
}

function Tile({ name, value, children, line, warn }: TileProps) {
  return (
    <div className={styles.tile} data-warn={warn || undefined}>
      <dt>{name}</dt>
      <dd className={styles.value}>{value}</dd>
      <dd className={styles.note}>{children}</dd>
      {line !== undefined && (
        <dd className={styles.line} aria-hidden="true">
          <Sparkline values={line} />
        </dd>
      )}
    </div>
  );
}

/** What the answers so far tell together; kept for as long as the page is open. */
function useCourse(health: Health): Course {
  const [seen, setSeen] = useState(() => ({ newest: health, course: follow([], null, health) }));
  if (seen.newest !== health) setSeen({ newest: health, course: follow(seen.course, seen.newest, health) });
  return seen.course;
}

const rate = (perSecond: number | undefined) => (perSecond === undefined ? '–' : words.perSecond(perSecond));
const secondsBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000;
