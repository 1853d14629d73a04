import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/Button';
import { Dialog, DialogActions } from '@/components/Dialog';
import { Field } from '@/components/Field';
import { text } from '@/lib/text';
import styles from '../RoomForm.module.css';

interface SectionDialogProps {
  /** The name so far; null for a new section. */
  name: string | null;
  onNamed: (name: string) => void;
  onClose: () => void;
}

const words = text.sidebar;
const longestName = 50;

export function SectionDialog({ name: before, onNamed, onClose }: SectionDialogProps) {
  const [name, setName] = useState(before ?? '');
  const [checked, setChecked] = useState(false);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (name.trim() !== '') onNamed(name.trim());
  };
  return (
    <Dialog
      title={before === null ? words.newSectionTitle : words.rename}
      {...(before === null ? { lead: words.newSectionLead } : {})}
      onClose={onClose}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <Field
          label={words.sectionName}
          value={name}
          onChange={(event) => setName(event.target.value)}
          {...(checked && name.trim() === '' ? { problem: words.sectionNameMissing } : {})}
          maxLength={longestName}
          autoFocus
        />
        <DialogActions>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" look="primary">
            {before === null ? words.makeSection : text.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
