import { useState, type ReactNode } from 'react';
import { toProblem } from '@/lib/problem';
import { ConfirmIdentityDialog } from './ConfirmIdentityDialog';

/** Somebody was asked who they are, and closed the question. */
export const gaveUp = Symbol('gave up');

/**
 * Runs what the server does only for somebody who has just shown who they are: when it says so, they are asked,
 * and it is run again. `dialog` is to be rendered.
 */
export function useConfirmed(): {
  confirmed: <Answer>(action: () => Promise<Answer>) => Promise<Answer | typeof gaveUp>;
  dialog: ReactNode;
} {
  const [asking, setAsking] = useState<{ answer: (confirmed: boolean) => void } | null>(null);
  const ask = () => new Promise<boolean>((answer) => setAsking({ answer }));
  const end = (confirmed: boolean) => {
    asking?.answer(confirmed);
    setAsking(null);
  };
  return {
    confirmed: async (action) => {
      try {
        return await action();
      } catch (error) {
        if (toProblem(error).field !== 'confirmation') throw error;
        return (await ask()) ? action() : gaveUp;
      }
    },
    dialog:
      asking === null ? null : (
        <ConfirmIdentityDialog onConfirmed={() => end(true)} onClose={() => end(false)} />
      ),
  };
}
