import { useBlocksQuery, useFriendsQuery } from './friendsApi';

/** What somebody is to me. */
export interface Ties {
  friend: 'friend' | 'incoming' | 'outgoing' | null;
  blocked: boolean;
  /** Known by now; before that nothing is offered that may not be so. */
  known: boolean;
}

export function useTies(user: string | undefined): Ties {
  const { data: friends } = useFriendsQuery();
  const { data: blocks } = useBlocksQuery();
  const isIn = (people: { id: string }[] | undefined) => people?.some(({ id }) => id === user) ?? false;
  return {
    friend: isIn(friends?.friends)
      ? 'friend'
      : isIn(friends?.incoming)
        ? 'incoming'
        : isIn(friends?.outgoing)
          ? 'outgoing'
          : null,
    blocked: isIn(blocks),
    known: friends !== undefined && blocks !== undefined,
  };
}
