import type { Health } from './administrationApi';

/** One moment of the server. What is a rate needs the answer before; the first has none. */
export interface Moment {
  people: number;
  memory: number;
  commitMs: number;
  eventsPerSecond: number | undefined;
  cpuPercent: number | undefined;
}

export type Course = Moment[];

/** Three minutes, at an answer every three seconds. */
export const longestCourse = 60;

/** The course with one answer more. After a restart of the server its counts begin again, and so does the course. */
export function follow(course: Course, before: Health | null, health: Health): Course {
  const seconds = before === null ? 0 : (Date.parse(health.at) - Date.parse(before.at)) / 1000;
  const goesOn = before !== null && before.startedAt === health.startedAt && seconds > 0;
  const perSecond = (now: number, then: number) => (goesOn ? Math.max(0, now - then) / seconds : undefined);
  const cpu = perSecond(health.process.cpuSeconds, before?.process.cpuSeconds ?? 0);
  const moment: Moment = {
    people: health.peopleConnected,
    memory: health.process.memoryBytes,
    commitMs: health.database.commitMs,
    eventsPerSecond: perSecond(health.database.events, before?.database.events ?? 0),
    cpuPercent: cpu === undefined ? undefined : Math.min(100, (cpu / health.process.processors) * 100),
  };
  return [...(before !== null && !goesOn ? [] : course), moment].slice(-longestCourse);
}
