import type { ReactNode } from 'react';
import { Button } from '@/components/Button';
import { Empty } from '@/components/Empty';
import { RowSkeleton } from '@/components/Skeleton';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';

interface LoadingProps<Answer> {
  asked: { data?: Answer | undefined; error?: unknown; refetch: () => unknown };
  children: (answer: Answer) => ReactNode;
}

/** What a section shows until its answer is there, and when it does not come. */
export function Loading<Answer>({ asked: { data, error, refetch }, children }: LoadingProps<Answer>) {
  if (data !== undefined) return children(data);
  if (error === undefined) return <RowSkeleton rows={8} />;
  return (
    <Empty title={explain(toProblem(error))}>
      <Button onClick={() => void refetch()}>{text.retry}</Button>
    </Empty>
  );
}
