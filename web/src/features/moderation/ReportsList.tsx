import { useState } from 'react';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { ActDialog } from './ActDialog';
import type { Act, Report, Scope, Terms } from './model';
import { useDecideMutation, useReportsInfiniteQuery } from './moderationApi';
import { PagedList } from './PagedList';
import { ReportCard } from './ReportCard';
import styles from './Moderation.module.css';

interface ReportsListProps {
  scope: Scope;
  /** What the reader may do about a report. */
  actsFor: (report: Report) => Act[];
  mayDelete: (report: Report) => boolean;
  onShow?: (report: Report) => void;
}

const words = text.moderation.reports;

/** The queue of reports: open ones to decide, decided ones to look up. It keeps itself up to date. */
export function ReportsList({ scope, actsFor, mayDelete, onShow }: ReportsListProps) {
  const [decided, setDecided] = useState(false);
  const [acting, setActing] = useState<{ report: Report; act: Act } | null>(null);
  const list = useReportsInfiniteQuery({ scope, decided }, { refetchOnMountOrArgChange: true });
  const [decide, deciding] = useDecideMutation();
  const settle = (report: Report, outcome: Act | 'dismissed' | 'deleted', terms: Terms) =>
    decide({ report: report.id, outcome, terms })
      .unwrap()
      .then(() => {
        setActing(null);
        notify(words.decided);
      });
  const settleAtOnce = (report: Report, outcome: 'dismissed' | 'deleted') =>
    void settle(report, outcome, {}).catch((error: unknown) => notify(explain(toProblem(error))));
  const problem = deciding.error === undefined ? undefined : toProblem(deciding.error);
  return (
    <>
      <fieldset className={styles.choices}>
        <legend className="visually-hidden">{words.show}</legend>
        {([false, true] as const).map((state) => (
          <label key={String(state)} className={styles.choice}>
            <input type="radio" name="state" checked={decided === state} onChange={() => setDecided(state)} />
            {state ? words.states.decided : words.states.open}
          </label>
        ))}
      </fieldset>
      <PagedList
        items={list.currentData?.pages.flatMap((page) => page.reports)}
        none={decided ? text.moderation.none.decided : text.moderation.none.open}
        list={list}
      >
        {(report) => (
          <ReportCard
            key={report.id}
            report={report}
            named={scope === null}
            acts={actsFor(report)}
            busy={deciding.isLoading && deciding.originalArgs?.report === report.id}
            onDismiss={() => settleAtOnce(report, 'dismissed')}
            onDelete={mayDelete(report) ? () => settleAtOnce(report, 'deleted') : undefined}
            onAct={(act) => setActing({ report, act })}
            onShow={onShow === undefined ? undefined : () => onShow(report)}
          />
        )}
      </PagedList>
      {acting !== null && (
        <ActDialog
          act={acting.act}
          person={acting.report.author}
          busy={deciding.isLoading}
          problem={deciding.originalArgs?.outcome === acting.act ? problem : undefined}
          onAct={(terms) => void settle(acting.report, acting.act, terms).catch(() => undefined)}
          onClose={() => {
            setActing(null);
            deciding.reset();
          }}
        />
      )}
    </>
  );
}
