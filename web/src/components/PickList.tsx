import type { ReactNode, SyntheticEvent } from 'react';
import { Icon } from './Icon';
import { NameAndNote } from './NameAndNote';
import styles from './PickList.module.css';

interface PickFormProps {
  onSubmit: () => void;
  children: ReactNode;
}

/** The form of a tall dialog in which something is picked: its list takes the room that is left. */
export function PickForm({ onSubmit, children }: PickFormProps) {
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {children}
    </form>
  );
}

/** How something to pick is shown. */
export interface Picked {
  key: string;
  picture: ReactNode;
  name: string;
  note: string;
}

interface PickListProps<Item> {
  label: string;
  /** What was found; undefined as long as that is not known. */
  items: readonly Item[] | undefined;
  busy: boolean;
  /** Said in place of an empty list. */
  none: string;
  /** Said above the list. */
  note?: string | undefined;
  show: (item: Item) => Picked;
  isPicked: (item: Item) => boolean;
  /** No other can be picked; what is picked can be taken back. */
  isFull?: boolean;
  /** A few lines high, whatever it holds: for a dialog that asks for more than this. */
  isShort?: boolean;
  onPick: (item: Item) => void;
}

/** People or rooms that were found, of which one or several are picked by a press. */
export function PickList<Item>({
  label,
  items,
  busy,
  none,
  note,
  show,
  isPicked,
  isFull = false,
  isShort = false,
  onPick,
}: PickListProps<Item>) {
  return (
    // It may hold nothing to step to, and must scroll by keys all the same.
    <ul
      className={`${styles.list} scroll`}
      data-short={isShort || undefined}
      aria-label={label}
      aria-busy={busy}
      tabIndex={0}
    >
      {note !== undefined && <li className={styles.note}>{note}</li>}
      {items?.length === 0 && <li className={styles.note}>{none}</li>}
      {items?.map((item) => {
        const { key, picture, name, note } = show(item);
        const picked = isPicked(item);
        return (
          <li key={key}>
            <button
              type="button"
              className={styles.item}
              aria-pressed={picked}
              disabled={isFull && !picked}
              onClick={() => onPick(item)}
            >
              {picture}
              <NameAndNote name={name} note={note} />
              {picked && <Icon name="check" />}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
