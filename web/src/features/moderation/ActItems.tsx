import { MenuItem } from '@/components/Menu';
import { text } from '@/lib/text';
import type { Act } from './model';

/** What can be done to somebody, as entries of a menu. */
export function ActItems({ acts, onAct }: { acts: Act[]; onAct: (act: Act) => void }) {
  return acts.map((act) => (
    <MenuItem
      key={act}
      danger={act !== 'timed_out'}
      icon={act === 'timed_out' ? 'clock' : act === 'removed' ? 'leave' : 'lock'}
      onSelect={() => onAct(act)}
    >
      {text.moderation.acts[act]}
    </MenuItem>
  ));
}
