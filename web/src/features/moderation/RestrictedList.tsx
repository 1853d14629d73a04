import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useLiftMutation, useRestrictedInfiniteQuery } from './moderationApi';
import { PagedList } from './PagedList';
import { RestrictedRow } from './RestrictedRow';

const words = text.moderation;

/** A room's bans or timeouts, to look at and to end. */
export function RestrictedList({ room, what }: { room: string; what: 'bans' | 'timeouts' }) {
  const list = useRestrictedInfiniteQuery({ room, what }, { refetchOnMountOrArgChange: true });
  const [lift, lifting] = useLiftMutation();
  return (
    <PagedList items={list.data?.pages.flatMap((page) => page.people)} none={words.none[what]} list={list}>
      {(restricted) => (
        <RestrictedRow
          key={restricted.user.id}
          restricted={restricted}
          lift={words.lift[what]}
          busy={lifting.isLoading && lifting.originalArgs?.user === restricted.user.id}
          onLift={() =>
            void lift({ room, what, user: restricted.user.id })
              .unwrap()
              .then(
                () => notify(words.lifted[what]),
                (error: unknown) => notify(explain(toProblem(error))),
              )
          }
        />
      )}
    </PagedList>
  );
}
