import { text } from '@/lib/text';
import { Button } from './Button';
import { Dialog, DialogActions } from './Dialog';
import { FormProblem } from './Field';

interface ConfirmProps {
  title: string;
  lead: string;
  action: string;
  busy: boolean;
  problem?: string;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something is done that cannot simply be undone. */
export function Confirm({ title, lead, action, busy, problem, onConfirm, onClose }: ConfirmProps) {
  return (
    <Dialog title={title} lead={lead} onClose={onClose}>
      {problem !== undefined && <FormProblem>{problem}</FormProblem>}
      <DialogActions>
        <Button onClick={onClose}>{text.cancel}</Button>
        <Button look="danger" busy={busy} onClick={onConfirm}>
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
