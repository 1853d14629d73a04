import { useState } from 'react';
import { Button } from '@/components/Button';
import { Confirm } from '@/components/Confirm';
import { Empty } from '@/components/Empty';
import { Icon } from '@/components/Icon';
import { SectionPart } from '@/components/SectionsPage';
import { RowSkeleton } from '@/components/Skeleton';
import type { ListedSession } from '@/lib/model';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { ago, exactTime, shortDate } from '@/lib/time';
import { useEndOtherSessionsMutation, useEndSessionMutation, useSessionsQuery } from './accountsApi';
import styles from './Settings.module.css';

const words = text.settings.sessions;

/** Where I am signed in. */
export function SessionsSettings() {
  const { data: sessions, error, refetch } = useSessionsQuery(undefined, { refetchOnMountOrArgChange: true });
  const [endingAll, setEndingAll] = useState(false);
  if (sessions === undefined)
    return error === undefined ? (
      <RowSkeleton rows={5} />
    ) : (
      <Empty title={explain(toProblem(error))}>
        <Button onClick={() => void refetch()}>{text.retry}</Button>
      </Empty>
    );
  const own = sessions.filter(({ current }) => current);
  const others = sessions.filter(({ current }) => !current);
  return (
    <SectionPart lead={words.lead}>
      <ul className={styles.list}>
        {[...own, ...others].map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      {others.length === 0 ? (
        <p className={styles.facts}>
          <small>{words.only}</small>
        </p>
      ) : (
        <footer className={styles.actions}>
          <Button onClick={() => setEndingAll(true)}>{words.endOthers}</Button>
        </footer>
      )}
      {endingAll && <EndOthers onClose={() => setEndingAll(false)} />}
    </SectionPart>
  );
}

function SessionRow({ session }: { session: ListedSession }) {
  const { id, device, address, createdAt, lastUsedAt, current } = session;
  const [end, { isLoading }] = useEndSessionMutation();
  const name = device ?? words.unknown;
  return (
    <li className={styles.session}>
      <Icon name="device" />
      <span className={styles.facts}>
        <b>{name}</b>
        <small title={exactTime(lastUsedAt)}>
          {address} · {words.lastUsed(ago(lastUsedAt, new Date()))}
        </small>
        <small>{words.since(shortDate(createdAt))}</small>
      </span>
      {current ? (
        <span className={styles.here}>{words.here}</span>
      ) : (
        <Button
          small
          busy={isLoading}
          aria-label={words.endOf(name)}
          onClick={() =>
            void end(id)
              .unwrap()
              .then(
                () => notify(words.ended),
                (error: unknown) => notify(explain(toProblem(error))),
              )
          }
        >
          {words.end}
        </Button>
      )}
    </li>
  );
}

function EndOthers({ onClose }: { onClose: () => void }) {
  const [end, { isLoading, error }] = useEndOtherSessionsMutation();
  return (
    <Confirm
      title={words.endOthersTitle}
      lead={words.endOthersLead}
      action={words.end}
      busy={isLoading}
      problem={error === undefined ? undefined : explain(toProblem(error))}
      onConfirm={() =>
        void end()
          .unwrap()
          .then(
            () => {
              notify(words.othersEnded);
              onClose();
            },
            () => undefined,
          )
      }
      onClose={onClose}
    />
  );
}
