import { MenuChoice, MenuLine } from '@/components/Menu';
import type { PresenceChoice } from '@/lib/model';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useChoosePresenceMutation, useMyPresenceQuery } from './presenceApi';

/** What I am seen as, as a part of the account menu. */
export function PresenceChoices() {
  const { data } = useMyPresenceQuery();
  const [choose] = useChoosePresenceMutation();
  if (data === undefined) return null;
  const change = (to: Partial<PresenceChoice>) =>
    void choose(to)
      .unwrap()
      .catch((error: unknown) => notify(explain(toProblem(error))));
  const words = text.presence;
  return (
    <>
      <MenuChoice
        label={words.choice}
        value={data.mode}
        options={words.modes}
        onChange={(mode) => change({ mode })}
      />
      <MenuLine />
    </>
  );
}
