import { Dialog } from '@/components/Dialog';
import type { Room } from '@/lib/model';
import { titleOf } from '@/lib/names';
import { text } from '@/lib/text';
import { WordFilters } from './WordFilters';

const words = text.filters;

/** A room's own word filters. */
export function FiltersDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  return (
    <Dialog tall title={words.title(titleOf(room))} lead={words.lead} onClose={onClose}>
      <WordFilters scope={room.id} />
    </Dialog>
  );
}
