import { useCallback, useState, type ReactNode } from 'react';
import { PersonDetails } from '@/features/accounts/PersonDetails';
import { BlockDialog } from '@/features/friends/BlockDialog';
import { ActItems } from '@/features/moderation/ActItems';
import { ActOnPerson } from '@/features/moderation/ActOnPerson';
import { actsOn, type Act } from '@/features/moderation/model';
import { useRoleInQuery, type RoleIn } from '@/features/rooms/roomsApi';
import { CardFrame } from '@/components/CardFrame';
import { Empty } from '@/components/Empty';
import { MenuLine } from '@/components/Menu';
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
  const [acting, setActing] = useState<Acting | null>(null);
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
          onAct={setActing}
          onClose={close}
        />
      )}
      {blocking !== null && <BlockDialog person={blocking} onClose={() => setBlocking(null)} />}
      {acting !== null && <ActOnPerson {...acting} onClose={() => setActing(null)} />}
    </PersonCardContext>
  );
}

/** What is about to be done to somebody in a room. */
interface Acting {
  act: Act;
  person: Person;
  room: string;
}

interface PersonCardProps {
  request: CardRequest;
  me: Account;
  room: Room | undefined;
  deeds: PersonDeeds;
  onAct: (acting: Acting) => void;
  onClose: () => void;
}

function PersonCard({ request, me, room, deeds, onAct, onClose }: PersonCardProps) {
  const { data, error } = usePersonQuery(request.user, { refetchOnMountOrArgChange: true });
  const person = data?.user ?? request.person;
  const standing = useStanding(room, person?.id);
  const acts = room === undefined || standing === undefined ? [] : actsOn(room, standing.role ?? undefined);
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
          role={room && standing && roleOf(standing, room)}
          voice={room && standing?.voiced ? text.people.card.voiceIn(titleOf(room)) : undefined}
        >
          {person.id === me.id ? (
            <MyCardActions deeds={deeds} onClose={onClose} />
          ) : (
            <PersonCardActions person={person} deeds={deeds} mention={request.onMention} onClose={onClose}>
              {room !== undefined && acts.length > 0 && (
                <>
                  <MenuLine />
                  <ActItems
                    acts={acts}
                    onAct={(act) => {
                      onClose();
                      onAct({ act, person, room: room.id });
                    }}
                  />
                </>
              )}
            </PersonCardActions>
          )}
        </PersonDetails>
      )}
    </CardFrame>
  );
}

/** What they are in the room that is open; undefined where that is not known, or there are no roles. */
function useStanding(room: Room | undefined, user: string | undefined): RoleIn | undefined {
  const asks = room?.kind === 'room' && user !== undefined;
  const { data } = useRoleInQuery({ room: room?.id ?? '', user: user ?? '' }, { skip: !asks });
  return asks ? data : undefined;
}

/** Their role in words, where it says something. */
function roleOf({ role, customRole }: RoleIn, room: Room): string | undefined {
  const words = text.people.card;
  if (customRole) return words.roleIn(customRole.name, titleOf(room));
  if (!role || role === 'member') return undefined;
  return role === 'guest'
    ? words.guestIn(titleOf(room))
    : words.roleIn(text.rooms.roles[role], titleOf(room));
}
