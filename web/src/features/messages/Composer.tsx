import {
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type Ref,
} from 'react';
import { IconButton } from '@/components/Button';
import type { Person, Room } from '@/lib/model';
import { text } from '@/lib/text';
import { useMedia } from '@/lib/useMedia';
import { ContextLine, type ComposerContext } from './ComposerContext';
import type { Drafts } from './drafts';
import { EmojiPicker } from './EmojiPicker';
import { SuggestionList } from './SuggestionList';
import { asCode, completed, inserted, tokenAt, wrapped, type Edited } from './textEditing';
import { useSuggestions, type Suggestion } from './useSuggestions';
import styles from './Composer.module.css';

/** What other parts of the page may do to the composer. */
export interface ComposerHandle {
  mention(person: Person): void;
  focus(): void;
}

interface ComposerProps {
  room: string;
  title: string;
  drafts: Drafts;
  rooms: readonly Room[];
  findPeople: (query: string) => Promise<Person[]>;
  /** Why nothing can be sent for the moment; what is written stays. */
  held?: string | undefined;
  /** A message that is answered, or edited: then its text is what the box begins with, and the draft waits. */
  context: ComposerContext | null;
  onCancel: () => void;
  onEditLast: () => void;
  onSend: (text: string) => void;
  onTyping: () => void;
  handle: Ref<ComposerHandle>;
}

const words = text.messages;
const longest = 16_000;

export function Composer({
  room,
  title,
  drafts,
  rooms,
  findPeople,
  held,
  context,
  onCancel,
  onEditLast,
  onSend,
  onTyping,
  handle,
}: ComposerProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  const editing = context?.kind === 'edit';
  const [edited, setEdited] = useState<Edited>(() =>
    atTheEnd(editing ? (drafts.ofEdit(room, context.message.seq) ?? context.message.text) : drafts.of(room)),
  );
  const [focused, setFocused] = useState(false);
  const pendingSelection = useRef(false);
  const touch = useMedia('(hover: none)');
  const listId = useId();
  const token = focused ? tokenAt(edited) : null;
  const suggestions = useSuggestions(token, { findPeople, rooms });
  const over = edited.text.length - longest;
  const sendable = edited.text.trim() !== '' && over <= 0 && held === undefined;

  /** Changes made by a button or a completion also place the cursor. */
  const become = (next: Edited, byTyping = false) => {
    pendingSelection.current = !byTyping;
    setEdited(next);
    if (!editing) drafts.keep(room, next.text);
    else if (next.text === context.message.text) drafts.dropEdit(room, context.message.seq);
    else drafts.keepEdit(room, context.message.seq, next.text);
    if (byTyping && !editing && next.text.trim() !== '') onTyping();
    suggestions.reset();
  };
  const current = (): Edited => {
    const { selectionStart, selectionEnd } = box.current ?? {
      selectionStart: edited.start,
      selectionEnd: edited.end,
    };
    return { text: edited.text, start: selectionStart, end: selectionEnd };
  };

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    if (!growsByItself) fitHeight(element);
    if (!pendingSelection.current) return;
    pendingSelection.current = false;
    element.focus();
    element.setSelectionRange(edited.start, edited.end);
  }, [edited]);

  useImperativeHandle(handle, () => ({
    mention: (person) => become(inserted(current(), `@${person.username} `)),
    focus: () => box.current?.focus(),
  }));

  const send = () => {
    if (!sendable) return;
    onSend(edited.text.trim());
    // What an edit says stays kept until the server has it.
    if (!editing) become(atTheEnd(''));
  };
  const choose = (suggestion: Suggestion) => {
    if (token !== null) become(completed(edited, token, suggestion.completion));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Keys of an input method belong to it, its Enter included.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- Safari says so in no other way
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (suggestions.onKey(event, choose)) return;
    const command = event.ctrlKey || event.metaKey;
    if (event.key === 'Escape' && context !== null) onCancel();
    else if (event.key === 'ArrowUp' && edited.text === '' && context === null && !command) onEditLast();
    else if (event.key === 'Enter' && !event.shiftKey && !event.altKey && (command || !touch)) send();
    else if (command && !event.shiftKey && event.key === 'b') become(wrapped(current(), '**'));
    else if (command && !event.shiftKey && event.key === 'i') become(wrapped(current(), '_'));
    else if (command && event.key === 'e') become(asCode(current()));
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.place}>
      {suggestions.found.length > 0 && (
        <SuggestionList
          id={listId}
          found={suggestions.found}
          chosen={suggestions.chosen}
          onPoint={suggestions.setChosen}
          onChoose={choose}
        />
      )}
      {context !== null && <ContextLine context={context} onCancel={onCancel} />}
      <div
        className={styles.composer}
        data-context={context !== null || undefined}
        onClick={(event) => event.target === event.currentTarget && box.current?.focus()}
      >
        <textarea
          ref={box}
          className={`${styles.box} scroll`}
          rows={1}
          dir="auto"
          value={edited.text}
          placeholder={words.composer(title)}
          aria-label={words.composer(title)}
          aria-autocomplete="list"
          aria-controls={suggestions.found.length > 0 ? listId : undefined}
          aria-activedescendant={suggestions.found.length > 0 ? `${listId}-${suggestions.chosen}` : undefined}
          onChange={({ target }) =>
            become({ text: target.value, start: target.selectionStart, end: target.selectionEnd }, true)
          }
          onSelect={({ currentTarget: { selectionStart: start, selectionEnd: end } }) => {
            if (start !== edited.start || end !== edited.end) setEdited({ ...edited, start, end });
          }}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          onKeyDown={onKeyDown}
        />
        <div className={styles.tools}>
          <span className={styles.format}>
            <button
              type="button"
              className={styles.letter}
              aria-label={words.bold}
              title={words.bold}
              onClick={() => become(wrapped(current(), '**'))}
            >
              <b aria-hidden="true">B</b>
            </button>
            <button
              type="button"
              className={styles.letter}
              aria-label={words.italic}
              title={words.italic}
              onClick={() => become(wrapped(current(), '_'))}
            >
              <i aria-hidden="true">I</i>
            </button>
            <IconButton small icon="code" label={words.code} onClick={() => become(asCode(current()))} />
            <span className={styles.line} />
          </span>
          <EmojiPicker onPick={(sign) => become(inserted(current(), sign))} />
          <IconButton
            small
            icon="at"
            label={words.mentionButton}
            onClick={() => become(inserted(current(), '@'))}
          />
          {over > -500 && (
            <span className={over > 0 ? styles.over : styles.left}>
              {over > 0 ? words.tooLong(over) : text.number(-over)}
            </span>
          )}
          {held !== undefined && <span className={styles.held}>{held}</span>}
          <button type="button" className={styles.send} disabled={!sendable} onClick={send}>
            {editing ? text.messageActions.saveEdit : words.send}
          </button>
        </div>
      </div>
    </div>
  );
}

const growsByItself = CSS.supports('field-sizing', 'content');

/** Measured inside a parent that keeps its height, so that the timeline above does not move for it. */
function fitHeight(box: HTMLTextAreaElement): void {
  const parent = box.parentElement;
  if (parent === null) return;
  parent.style.height = `${parent.offsetHeight}px`;
  box.style.height = 'auto';
  box.style.height = `${box.scrollHeight}px`;
  parent.style.height = '';
}

const atTheEnd = (text: string): Edited => ({ text, start: text.length, end: text.length });
