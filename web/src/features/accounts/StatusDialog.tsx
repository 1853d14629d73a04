import { Dialog } from '@/components/Dialog';
import { text } from '@/lib/text';
import { StatusForm } from './StatusForm';
import type { ComponentProps } from 'react';

type Props = Omit<ComponentProps<typeof StatusForm>, 'onDone'> & { onClose: () => void };

/** The form of the settings, from wherever one is. */
export function StatusDialog({ onClose, ...form }: Props) {
  return (
    <Dialog title={text.settings.status.title} onClose={onClose}>
      <StatusForm {...form} onDone={onClose} />
    </Dialog>
  );
}
