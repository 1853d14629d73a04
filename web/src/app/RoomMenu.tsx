import { pagesOf } from '@/features/moderation/model';
import { OpenReports } from '@/features/moderation/OpenReports';
import { pathOf } from '@/features/rooms/order';
import { IconButton } from '@/components/Button';
import { Menu, MenuItem, MenuLine } from '@/components/Menu';
import type { Room } from '@/lib/model';
import { notify } from '@/lib/notices';
import { may } from '@/lib/permissions';
import { text } from '@/lib/text';
import { GroupItems, type GroupOverlay } from './GroupMenu';

/** What opens over a room. */
export type Overlay = 'filters' | 'held' | 'add' | 'leave' | 'moderation' | GroupOverlay;

interface RoomMenuProps {
  room: Room;
  /** Reports that wait for a decision of mine. */
  openReports: number;
  onSettings: (section: string) => void;
  onChoose: (overlay: Overlay) => void;
}

const words = text.rooms;

/** What can be done with a room, for whom it can. */
export function RoomMenu({ room, openReports, onSettings, onChoose }: RoomMenuProps) {
  return (
    <Menu
      trigger={
        <IconButton
          icon="more"
          label={text.more}
          news={openReports > 0 ? text.moderation.reports.open(openReports) : undefined}
        />
      }
    >
      {may(room, 'add_people') && (
        <MenuItem icon="addPerson" onSelect={() => onChoose('add')}>
          {words.addPeople}
        </MenuItem>
      )}
      {may(room, 'invite') && (
        <MenuItem icon="send" onSelect={() => onSettings('invitations')}>
          {words.invite}
        </MenuItem>
      )}
      <GroupItems room={room} onChoose={onChoose} />
      <MenuItem icon="link" onSelect={() => copyLink(location.origin + pathOf(room))}>
        {words.copyLink}
      </MenuItem>
      {room.kind === 'room' && (
        <MenuItem icon="settings" onSelect={() => onSettings('about')}>
          {words.settings}
        </MenuItem>
      )}
      {pagesOf(room).length > 0 && (
        <MenuItem
          icon="alert"
          end={may(room, 'handle_reports') && <OpenReports scope={room.id} />}
          onSelect={() => onChoose('moderation')}
        >
          {text.moderation.open}
        </MenuItem>
      )}
      {may(room, 'manage_filters') && (
        <MenuItem icon="eyeOff" onSelect={() => onChoose('filters')}>
          {text.filters.menu}
        </MenuItem>
      )}
      {may(room, 'delete_messages') && (
        <MenuItem icon="clock" onSelect={() => onChoose('held')}>
          {text.filters.heldMenu}
        </MenuItem>
      )}
      {may(room, 'leave') && (
        <>
          <MenuLine />
          <MenuItem danger icon="leave" onSelect={() => onChoose('leave')}>
            {room.kind === 'group' ? text.people.group.leave : words.leave}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}

function copyLink(link: string): void {
  navigator.clipboard.writeText(link).then(
    () => notify(words.linkCopied),
    () => undefined,
  );
}
