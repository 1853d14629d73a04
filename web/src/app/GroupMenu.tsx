import { ConvertGroupDialog, RenameGroupDialog } from '@/features/rooms/GroupDialogs';
import { MenuItem } from '@/components/Menu';
import type { Room } from '@/lib/model';
import { notify } from '@/lib/notices';
import { text } from '@/lib/text';

export type GroupOverlay = 'rename' | 'convert';

const words = text.people.group;

/** What can become of a group, as items of its menu. */
export function GroupItems({ room, onChoose }: { room: Room; onChoose: (overlay: GroupOverlay) => void }) {
  if (room.kind !== 'group') return null;
  return (
    <>
      <MenuItem icon="pencil" onSelect={() => onChoose('rename')}>
        {words.rename}
      </MenuItem>
      <MenuItem icon="hash" onSelect={() => onChoose('convert')}>
        {words.convert}
      </MenuItem>
    </>
  );
}

interface GroupDialogsProps {
  room: Room;
  overlay: string | null;
  onChanged: (room: Room) => void;
  onClose: () => void;
}

export function GroupDialogs({ room, overlay, onChanged, onClose }: GroupDialogsProps) {
  if (overlay === 'rename') return <RenameGroupDialog room={room} onChanged={onChanged} onClose={onClose} />;
  if (overlay !== 'convert') return null;
  return (
    <ConvertGroupDialog
      room={room}
      onChanged={(converted) => {
        notify(words.converted);
        onChanged(converted);
      }}
      onClose={onClose}
    />
  );
}
