import { Button } from '@/components/Button';
import { Choices } from '@/components/Choices';
import { Empty } from '@/components/Empty';
import { SectionPart } from '@/components/SectionsPage';
import { RowSkeleton } from '@/components/Skeleton';
import { Switch } from '@/components/Switch';
import type { PresenceChoice } from '@/lib/model';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useChoosePresenceMutation, useMyPresenceQuery } from './presenceApi';

const words = text.presence;
const settings = text.settings.presence;

export function PresenceSettings() {
  const { data, error, refetch } = useMyPresenceQuery();
  const [choose] = useChoosePresenceMutation();
  if (data === undefined)
    return error === undefined ? (
      <RowSkeleton rows={4} />
    ) : (
      <Empty title={explain(toProblem(error))}>
        <Button onClick={() => void refetch()}>{text.retry}</Button>
      </Empty>
    );
  const change = (to: Partial<PresenceChoice>) =>
    void choose(to)
      .unwrap()
      .catch((error: unknown) => notify(explain(toProblem(error))));
  return (
    <SectionPart lead={settings.lead}>
      <Choices
        label={words.choice}
        value={data.mode}
        options={words.modes}
        hints={settings.modeHints}
        onChange={(mode) => change({ mode })}
      />
      <Switch
        label={words.showLastSeen}
        hint={settings.lastSeenHint}
        checked={data.showLastSeen}
        onChange={(showLastSeen) => change({ showLastSeen })}
      />
    </SectionPart>
  );
}
