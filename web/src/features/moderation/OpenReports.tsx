import { Count } from '@/components/Count';
import { text } from '@/lib/text';
import type { Scope } from './model';
import { useOpenReportsQuery } from './moderationApi';

/** How many reports wait for a decision, for those who decide. */
export function OpenReports({ scope }: { scope: Scope }) {
  const { data: open = 0 } = useOpenReportsQuery(scope);
  return <Count value={open} label={text.moderation.reports.open(open)} />;
}
