import { useCallback, useState, type ReactNode } from 'react';
import { PersonDetails } from '@/features/accounts/PersonDetails';
import { BlockDialog } from '@/features/friends/BlockDialog';
import { useRoleInQuery } from '@/features/rooms/roomsApi';
import { CardFrame } from '@/components/CardFrame';
import { Empty } from '@/components/Empty';
import { MessageSkeleton } from '@/components/Skeleton';
import type { Account, Person, Room } from '@/lib/model';
import { nameOf, titleOf } from '@/lib/names';
import { PersonCardContext, type CardRequest } from '@/lib/personCard';
import { usePersonQuery } from '@/lib/peopleApi';
import { toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { MyCardActions, PersonCardActions, type PersonDeeds } from './PersonCardActions';

interface PersonCardsProps {
  me: Account;
  /** The open room, if it is one of mine. */
  room: Room | undefined;
  deeds: Omit<PersonDeeds, 'block'>;
  children: ReactNode;
}

/** Lets every name and picture below open the card of its person; one card is open at a time. */
export function PersonCards({ me, room, deeds, children }: PersonCardsProps) {
  const [request, setRequest] = useState<CardRequest | null>(null);
  const [blocking, setBlocking] = useState<Person | null>(null);
  const open = useCallback(
    (next: CardRequest) => setRequest((now) => (now?.anchor === next.anchor ? null : next)),
    [],
  );
  const close = () => setRequest(null);
  return (
    <PersonCardContext value={open}>
      {children}
      {request !== null && (
        <PersonCard
          // Another person's card is another card, also where the first one was still open.
          key={request.user}
          request={request}
          me={me}
          room={room}
          deeds={{ ...deeds, block: setBlocking }}
          onClose={close}
        />
      )}
      {blocking !== null && <BlockDialog person={blocking} onClose={() => setBlocking(null)} />}
    </PersonCardContext>
  );
}

interface PersonCardProps {
  request: CardRequest;
  me: Account;
  room: Room | undefined;
  deeds: PersonDeeds;
  onClose: () => void;
}

function PersonCard({ request, me, room, deeds, onClose }: PersonCardProps) {
  const { data, error } = usePersonQuery(request.user, { refetchOnMountOrArgChange: true });
  const person = data?.user ?? request.person;
  const role = useRole(room, person?.id);
  const missing = error !== undefined && toProblem(error).code === 'not_found';
  const label = person === undefined ? request.user : nameOf(person);
  return (
    <CardFrame label={label} anchor={request.anchor} onClose={onClose}>
      {person === undefined && !missing && <MessageSkeleton rows={2} />}
      {missing && <Empty title={text.people.card.notFound} lead={text.people.card.notFoundLead(label)} />}
      {person !== undefined && !missing && (
        <PersonDetails
          person={person}
          isMe={person.id === me.id}
          profile={data?.profile ?? (error === undefined ? undefined : null)}
          role={role}
        >
          {person.id === me.id ? (
            <MyCardActions deeds={deeds} onClose={onClose} />
          ) : (
            <PersonCardActions person={person} deeds={deeds} mention={request.onMention} onClose={onClose} />
          )}
        </PersonDetails>
      )}
    </CardFrame>
  );
}

/** What they are in the room that is open, where that says something. */
function useRole(room: Room | undefined, user: string | undefined): string | undefined {
  const asks = room?.kind === 'room' && user !== undefined;
  const { data } = useRoleInQuery({ room: room?.id ?? '', user: user ?? '' }, { skip: !asks });
  if (!asks || !data?.role || (data.role === 'member' && !data.customRole)) return undefined;
  const words = text.people.card;
  if (data.customRole) return words.roleIn(data.customRole.name, titleOf(room));
  return data.role === 'guest'
    ? words.guestIn(titleOf(room))
    : words.roleIn(text.rooms.roles[data.role], titleOf(room));
}
