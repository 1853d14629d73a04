import { useCallback, useEffect, useState } from 'react';
import type { Person, Purge } from '@/lib/model';
import { notify } from '@/lib/notices';
import { nameOf } from '@/lib/names';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import type { Conversation } from './conversation';

/** Where deleting somebody's last hour stands: whom it is asked about, and what was done and can be put back. */
export interface Purging {
  asked: Person | null;
  busy: boolean;
  problem: string | null;
  done: Purge | null;
  ask: (person: Person) => void;
  cancel: () => void;
  confirm: () => Promise<void>;
  undo: () => Promise<void>;
  dismiss: () => void;
}

const words = text.messageActions;

export function usePurging(conversation: Conversation): Purging {
  const [asked, setAsked] = useState<Person | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState<Purge | null>(null);
  const ask = useCallback((person: Person) => {
    setProblem(null);
    setAsked(person);
  }, []);
  useEffect(() => {
    if (done === null) return;
    const timer = setTimeout(() => setDone(null), Math.max(0, Date.parse(done.undoUntil) - Date.now()));
    return () => clearTimeout(timer);
  }, [done]);

  const confirm = async () => {
    if (asked === null) return;
    setBusy(true);
    try {
      const { purge } = await conversation.purge(asked.id);
      if (purge.count === 0) notify(words.purgedNone(nameOf(asked)));
      else setDone(purge);
      setAsked(null);
    } catch (error) {
      setProblem(explain(toProblem(error)));
    } finally {
      setBusy(false);
    }
  };
  const undo = async () => {
    if (done === null) return;
    setBusy(true);
    try {
      await conversation.undoPurge(done.id);
      setDone(null);
      notify(words.purgeUndone);
    } catch (error) {
      notify(explain(toProblem(error)));
    } finally {
      setBusy(false);
    }
  };
  return {
    ...{ asked, busy, problem, done, ask, confirm, undo },
    cancel: () => setAsked(null),
    dismiss: () => setDone(null),
  };
}
