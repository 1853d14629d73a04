import { useDeferredValue, useState } from 'react';
import { Button } from '@/components/Button';
import { nameOf } from '@/lib/names';
import { toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { moment } from '@/lib/time';
import type { AuditRecord, Scope } from './model';
import { useAuditInfiniteQuery, type AuditFilter } from './moderationApi';
import { PagedList } from './PagedList';
import styles from './Moderation.module.css';

const words = text.moderation.audit;
const nothing: Required<AuditFilter> = { action: '', by: '', user: '', since: '', until: '' };

/** Who administered what, with filters; of a room, or of the whole server. */
export function AuditList({ scope }: { scope: Scope }) {
  const [chosen, setChosen] = useState(nothing);
  const filter = useDeferredValue(chosen);
  const asked = { ...filter, since: startOf(filter.since, 0), until: startOf(filter.until, 1) };
  const list = useAuditInfiniteQuery({ scope, filter: asked }, { refetchOnMountOrArgChange: true });
  // A name that is still being typed fits nobody.
  const unknown = list.error !== undefined && toProblem(list.error).code === 'not_found';
  const change = (part: keyof AuditFilter) => (event: { target: { value: string } }) =>
    setChosen({ ...chosen, [part]: event.target.value });
  return (
    <>
      <div className={styles.filters} role="search">
        <label className={styles.filter}>
          {words.action}
          <select value={chosen.action} onChange={change('action')}>
            <option value="">{words.any}</option>
            {Object.entries(words.actions).map(([action, name]) => (
              <option key={action} value={action}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {(['by', 'user'] as const).map((part) => (
          <label key={part} className={styles.filter}>
            {words[part]}
            <input
              value={chosen[part]}
              placeholder={words.anyone}
              autoCapitalize="none"
              onChange={change(part)}
            />
          </label>
        ))}
        {(['since', 'until'] as const).map((part) => (
          <label key={part} className={styles.filter}>
            {words[part]}
            <input type="date" value={chosen[part]} onChange={change(part)} />
          </label>
        ))}
      </div>
      <PagedList
        items={unknown ? [] : list.currentData?.pages.flatMap((page) => page.entries)}
        none={text.moderation.none.audit}
        list={list}
      >
        {(entry) => <AuditRow key={entry.id} entry={entry} scope={scope} />}
      </PagedList>
      {chosen !== nothing && (
        <Button small look="quiet" onClick={() => setChosen(nothing)}>
          {words.clear}
        </Button>
      )}
    </>
  );
}

function AuditRow({ entry, scope }: { entry: AuditRecord; scope: Scope }) {
  const { action, by, user, room, at, reason, changes } = entry;
  return (
    <li className={styles.row}>
      <span className={styles.words}>
        <span>
          <b>{words.actions[action] ?? action}</b>
          {user && (
            <>
              : <bdi>{nameOf(user)}</bdi>
            </>
          )}
          {scope === null && room && ` · ${room.title || room.name}`}
        </span>
        {changes.length > 0 && (
          <span>
            {changes.map((change) => (
              <bdi key={change.what} className={styles.change}>
                {words.change(words.what[change.what] ?? change.what, said(change.from), said(change.to))}
              </bdi>
            ))}
          </span>
        )}
        {reason && <bdi>{reason}</bdi>}
        <small>{text.moderation.byOn(by ? nameOf(by) : words.operator, moment(at))}</small>
      </span>
    </li>
  );
}

/** A value of a change as people read it: a moment in their own time. */
function said(value: string | null | undefined): string | undefined {
  if (value == null) return undefined;
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? moment(value) : value;
}

/** The beginning of a day of the reader's, or of the day after it. */
function startOf(day: string, daysLater: number): string {
  const [year, month, date] = day.split('-').map(Number);
  if (year === undefined || month === undefined || date === undefined) return '';
  return new Date(year, month - 1, date + daysLater).toISOString();
}
