import { useMemo, useSyncExternalStore } from 'react';
import { Button } from '@/components/Button';
import { Empty } from '@/components/Empty';
import { Icon } from '@/components/Icon';
import { MessageSkeleton } from '@/components/Skeleton';
import type { Person } from '@/lib/model';
import { explain, unreachable } from '@/lib/problem';
import { text } from '@/lib/text';
import type { MessageDeeds } from './deeds';
import type { Conversation } from './conversation';
import { unreadCount } from './conversationState';
import { messageAt } from './messageChanges';
import { drawn } from './range';
import { buildRows } from './rows';
import { TimelineRow } from './TimelineRow';
import { useTimelineScroll } from './useTimelineScroll';
import styles from './Timeline.module.css';

export interface TimelineProps {
  conversation: Conversation;
  me: Person;
  title: string;
  /** What stands above the first message; without it, words that suit any room. */
  beginning?: { title: string; lead: string };
  ofTwo: boolean;
  /** A linked message: the room opens there, and it is marked. */
  target?: number;
  online: boolean;
  deeds: MessageDeeds;
}

const words = text.messages;

export function Timeline(props: TimelineProps) {
  const { conversation, me, title, beginning, ofTwo, target, online, deeds } = props;
  const state = useSyncExternalStore(conversation.subscribe, conversation.getSnapshot);
  const { view, content, range, atEnd, toEnd } = useTimelineScroll(conversation, state, target);
  const { events, outgoing, newAfter, hasBefore, hasAfter, changes, quoted } = state;
  const reachesEnd = range.to === Infinity && !hasAfter;
  const rows = useMemo(
    () =>
      buildRows({
        ...drawn(events, range, hasBefore),
        outgoing: reachesEnd ? outgoing : [],
        newAfter,
        me: me.id,
        ofTwo,
        changes,
        messageAt: (seq) => messageAt({ events, quoted }, seq),
      }),
    [events, range, hasBefore, outgoing, reachesEnd, newAfter, me.id, ofTwo, changes, quoted],
  );
  const hasMore = hasBefore || (events[0]?.seq ?? 0) < range.from;
  const missing =
    target !== undefined && state.phase === 'ready' && !events.some(({ seq }) => seq === target);
  const unread = atEnd ? 0 : unreadCount(state);

  return (
    <div className={styles.frame}>
      {missing && <p className={styles.missing}>{words.notFound}</p>}
      <div
        ref={view}
        className={`${styles.view} scroll`}
        role="log"
        aria-label={words.log}
        aria-busy={state.phase === 'loading'}
        tabIndex={0}
      >
        <div ref={content} className={styles.content}>
          {state.phase === 'loading' && <MessageSkeleton rows={8} />}
          {state.phase === 'failed' && (
            <Empty title={words.loadFailed} lead={state.problem && explain(state.problem)}>
              {state.problem?.code !== unreachable || online ? (
                <Button onClick={() => void conversation.open(target)}>{text.retry}</Button>
              ) : null}
            </Empty>
          )}
          {state.phase === 'ready' &&
            (hasMore ? (
              <MessageSkeleton rows={3} />
            ) : (
              <Beginning
                title={beginning?.title ?? words.beginning(title)}
                lead={beginning?.lead ?? words.beginningLead}
              />
            ))}
          {rows.map((row) => (
            <TimelineRow
              key={row.key}
              row={row}
              me={me}
              marked={'seq' in row && row.seq === target}
              online={online}
              conversation={conversation}
              deeds={deeds}
            />
          ))}
          {state.phase === 'ready' && !reachesEnd && <MessageSkeleton rows={2} />}
        </div>
      </div>
      {!atEnd && state.phase === 'ready' && (
        <button type="button" className={styles.below} onClick={toEnd}>
          {unread > 0 ? words.newBelow(unread) : words.toLatest}
          <Icon name="down" />
        </button>
      )}
    </div>
  );
}

function Beginning({ title, lead }: { title: string; lead: string }) {
  return (
    <header className={styles.beginning}>
      <h2>{title}</h2>
      <p>{lead}</p>
    </header>
  );
}
