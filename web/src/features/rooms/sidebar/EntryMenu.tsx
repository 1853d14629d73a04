import { ContextItem, ContextLine, ContextSub } from '@/components/ContextMenu';
import type { Room, RoomWishes } from '@/lib/model';
import { text } from '@/lib/text';
import { accepts, mostSections, type ShownSection } from './arrangement';

const words = text.sidebar;

interface RoomMenuProps {
  room: Room;
  section: string;
  shown: readonly ShownSection[];
  muted: boolean;
  onWish: (wishes: RoomWishes) => void;
  onStep: (by: 1 | -1) => void;
  onMove: (section: string) => void;
  onNewSection: () => void;
  onCopyLink: () => void;
  /** For a conversation with one person. */
  onShowProfile?: () => void;
}

export function RoomMenu({ section, room, shown, muted, ...on }: RoomMenuProps) {
  const isFavourite = section === 'favourites';
  const others = shown.filter(({ id }) => id !== section && id !== 'favourites' && accepts(id, room));
  return (
    <>
      {on.onShowProfile !== undefined && (
        <ContextItem icon="person" onSelect={on.onShowProfile}>
          {words.showProfile}
        </ContextItem>
      )}
      <ContextItem icon="star" onSelect={() => on.onWish({ favourite: !isFavourite })}>
        {isFavourite ? words.notFavourite : words.favourite}
      </ContextItem>
      <ContextItem icon="mute" onSelect={() => on.onWish({ muted: !muted })}>
        {muted ? words.unmute : words.mute}
      </ContextItem>
      <ContextItem icon="eyeOff" onSelect={() => on.onWish({ hidden: true })}>
        {words.hide}
      </ContextItem>
      <ContextItem icon="link" onSelect={on.onCopyLink}>
        {text.rooms.copyLink}
      </ContextItem>
      <ContextLine />
      <ContextItem icon="up" onSelect={() => on.onStep(-1)}>
        {words.moveUp}
      </ContextItem>
      <ContextItem icon="down" onSelect={() => on.onStep(1)}>
        {words.moveDown}
      </ContextItem>
      <ContextSub icon="section" name={words.moveTo}>
        {others.map(({ id, name }) => (
          <ContextItem key={id} onSelect={() => on.onMove(id)}>
            {name}
          </ContextItem>
        ))}
        {others.length > 0 && <ContextLine />}
        <ContextItem icon="plus" disabled={shown.length >= mostSections} onSelect={on.onNewSection}>
          {words.newSection}
        </ContextItem>
      </ContextSub>
    </>
  );
}

interface SectionMenuProps {
  section: ShownSection;
  onStep: (by: 1 | -1) => void;
  onNew: () => void;
  onRename: () => void;
  onRemove: () => void;
}

export function SectionMenu({ section, onStep, onNew, onRename, onRemove }: SectionMenuProps) {
  return (
    <>
      <ContextItem icon="up" onSelect={() => onStep(-1)}>
        {words.moveUp}
      </ContextItem>
      <ContextItem icon="down" onSelect={() => onStep(1)}>
        {words.moveDown}
      </ContextItem>
      <ContextLine />
      <ContextItem icon="plus" onSelect={onNew}>
        {words.newSection}
      </ContextItem>
      {!section.builtIn && (
        <>
          <ContextItem icon="section" onSelect={onRename}>
            {words.rename}
          </ContextItem>
          <ContextItem danger icon="trash" onSelect={onRemove}>
            {words.removeSection}
          </ContextItem>
        </>
      )}
    </>
  );
}
