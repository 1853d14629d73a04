import { Dialog } from 'radix-ui';
import { useDeferredValue, useState, type KeyboardEvent } from 'react';
import { Icon } from '@/components/Icon';
import { PresentAvatar } from '@/components/PresentAvatar';
import type { Person, Room } from '@/lib/model';
import { nameOf, titleOf } from '@/lib/names';
import { useFindPeopleQuery } from '@/lib/peopleApi';
import { text } from '@/lib/text';
import { matching } from './order';
import { RoomSign } from './RoomSign';
import { useMyRoomsQuery } from './roomsApi';
import styles from './Switcher.module.css';

interface SwitcherProps {
  /** Rooms visited lately come first while nothing is typed. */
  recent: string[];
  onChoose: (room: Room) => void;
  /** Somebody with whom there is no conversation yet. */
  onPerson: (person: Person) => void;
  onBrowse: (query: string) => void;
  me: string;
  onClose: () => void;
}

const words = text.rooms;
const most = 40;
const mostPeople = 5;

export function Switcher({ recent, me, onChoose, onPerson, onBrowse, onClose }: SwitcherProps) {
  const rooms = useMyRoomsQuery().data ?? [];
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const found = (query === '' ? recentFirst(matching(rooms, ''), recent) : matching(rooms, query)).slice(
    0,
    most,
  );
  const browses = query.trim() !== '';
  const people = useNewPeople(query, rooms, me);
  const count = found.length + people.length + (browses ? 1 : 0);
  const active = Math.min(at, Math.max(count - 1, 0));

  const choose = (index: number) => {
    const room = found[index];
    const person = people[index - found.length];
    if (room !== undefined) onChoose(room);
    else if (person !== undefined) onPerson(person);
    else if (browses) onBrowse(query.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') choose(active);
    else if (event.key === 'ArrowDown') setAt((active + 1) % Math.max(count, 1));
    else if (event.key === 'ArrowUp') setAt((active - 1 + count) % Math.max(count, 1));
    else return;
    event.preventDefault();
  };

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.overlay} />
        <Dialog.Content className={styles.switcher} aria-describedby={undefined}>
          <Dialog.Title className="visually-hidden">{words.switcher}</Dialog.Title>
          <div className={styles.box}>
            <Icon name="search" />
            <input
              role="combobox"
              aria-expanded="true"
              aria-controls="switcher-rooms"
              aria-activedescendant={count > 0 ? `switcher-${active}` : undefined}
              aria-label={words.switcherHint}
              placeholder={words.switcherHint}
              value={query}
              onChange={(event) => {
                setQuery(event.target.value);
                setAt(0);
              }}
              onKeyDown={onKeyDown}
              autoFocus
            />
          </div>
          <div id="switcher-rooms" role="listbox" aria-label={words.nav} className={`${styles.list} scroll`}>
            {found.map((room, index) => (
              <Option key={room.id} index={index} active={active} onPoint={setAt} onChoose={choose}>
                <RoomSign room={room} />
                <span className={styles.name} data-unread={room.unread > 0 || undefined}>
                  <bdi>{titleOf(room)}</bdi>
                </span>
                {room.kind === 'room' && titleOf(room) !== room.name && <small>{room.name}</small>}
                {room.kind === 'direct' && room.people?.[0] && <small>@{room.people[0].username}</small>}
                {room.unread > 0 && <b className={styles.count}>{text.number(room.unread)}</b>}
              </Option>
            ))}
            {people.map((person, index) => (
              <Option
                key={person.id}
                index={found.length + index}
                active={active}
                onPoint={setAt}
                onChoose={choose}
              >
                <PresentAvatar person={person} size="xs" />
                <span className={styles.name}>
                  <bdi>{nameOf(person)}</bdi>
                </span>
                <small>@{person.username}</small>
              </Option>
            ))}
            {browses && (
              <Option index={found.length + people.length} active={active} onPoint={setAt} onChoose={choose}>
                <Icon name="compass" />
                <span className={styles.name}>{words.switcherBrowse(query.trim())}</span>
              </Option>
            )}
          </div>
          {count === 0 && <p className={styles.none}>{words.emptySidebar}</p>}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface OptionProps {
  index: number;
  active: number;
  onPoint: (index: number) => void;
  onChoose: (index: number) => void;
  children: React.ReactNode;
}

function Option({ index, active, onPoint, onChoose, children }: OptionProps) {
  return (
    <div
      id={`switcher-${index}`}
      role="option"
      aria-selected={index === active}
      className={styles.option}
      ref={index === active ? scrollIntoView : undefined}
      onPointerMove={() => onPoint(index)}
      onClick={() => onChoose(index)}
    >
      {children}
    </div>
  );
}

const scrollIntoView = (option: HTMLElement | null) => option?.scrollIntoView({ block: 'nearest' });

/** People by that name to whom nothing was written yet; the others are found with their conversations. */
function useNewPeople(query: string, rooms: Room[], me: string): Person[] {
  const wanted = useDeferredValue(query.trim().replace(/^@/, ''));
  const { data } = useFindPeopleQuery(wanted, { skip: wanted === '' });
  if (data === undefined || wanted === '') return [];
  const known = new Set(
    rooms.flatMap(({ kind, people }) => (kind === 'direct' ? (people ?? []) : [])).map(({ id }) => id),
  );
  return data.filter(({ id }) => id !== me && !known.has(id)).slice(0, mostPeople);
}

function recentFirst(rooms: Room[], recent: string[]): Room[] {
  const place = (room: Room) => {
    const index = recent.indexOf(room.id);
    return index < 0 ? recent.length : index;
  };
  return [...rooms].sort((one, other) => place(one) - place(other));
}
