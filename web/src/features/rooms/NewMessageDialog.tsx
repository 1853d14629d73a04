import { useDeferredValue, useState, type KeyboardEvent } from 'react';
import { Avatar } from '@/components/Avatar';
import { Button } from '@/components/Button';
import { Dialog, DialogActions } from '@/components/Dialog';
import { Field, FormProblem } from '@/components/Field';
import { Icon } from '@/components/Icon';
import { PickForm, PickList } from '@/components/PickList';
import type { Person, Room } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { useFindPeopleQuery } from '@/lib/peopleApi';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useCreateGroupMutation, useOpenDirectMutation } from './directApi';
import styles from './NewMessageDialog.module.css';

interface NewMessageDialogProps {
  me: string;
  onOpened: (room: Room) => void;
  onClose: () => void;
}

const words = text.people.direct;
/** Beside oneself. */
const mostOthers = 49;

/** Chooses to whom to write: one person, or the people of a group. */
export function NewMessageDialog({ me, onOpened, onClose }: NewMessageDialogProps) {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<Person[]>([]);
  const [title, setTitle] = useState('');
  const [open, opening] = useOpenDirectMutation();
  const [create, creating] = useCreateGroupMutation();
  const problem = opening.error ?? creating.error;
  const isGroup = chosen.length > 1;
  const isFull = chosen.length >= mostOthers;

  const toggle = (person: Person) => {
    opening.reset();
    creating.reset();
    setQuery('');
    setChosen((before) => {
      const others = before.filter(({ id }) => id !== person.id);
      return others.length < before.length || before.length >= mostOthers ? others : [...before, person];
    });
  };
  const submit = () => {
    const [first] = chosen;
    if (first === undefined) return;
    const users = chosen.map(({ id }) => id);
    const opened = isGroup ? create({ users, title: title.trim() }).unwrap() : open(first.id).unwrap();
    void opened.then(onOpened, () => undefined);
  };

  return (
    <Dialog tall title={words.new} lead={words.lead} onClose={onClose}>
      <PickForm onSubmit={submit}>
        {problem !== undefined && <FormProblem>{explain(toProblem(problem))}</FormProblem>}
        <Field
          label={words.to}
          placeholder={words.toHint}
          value={query}
          onChange={({ target }) => setQuery(target.value)}
          // What is found is chosen with a press of its own; Enter here starts the conversation.
          onKeyDown={(event: KeyboardEvent) => {
            const last = chosen.at(-1);
            if (event.key === 'Backspace' && query === '' && last !== undefined) toggle(last);
          }}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
        />
        {chosen.length > 0 && (
          <ul className={styles.chosen} aria-label={words.chosen}>
            {chosen.map((person) => (
              <li key={person.id}>
                <button
                  type="button"
                  aria-label={words.unchoose(nameOf(person))}
                  onClick={() => toggle(person)}
                >
                  <bdi>{nameOf(person)}</bdi>
                  <Icon name="close" />
                </button>
              </li>
            ))}
          </ul>
        )}
        <People query={query} me={me} chosen={chosen} onToggle={toggle} isFull={isFull} />
        {isGroup && (
          <Field
            label={words.title}
            hint={words.titleHint}
            value={title}
            onChange={({ target }) => setTitle(target.value)}
            maxLength={100}
            autoComplete="off"
          />
        )}
        <DialogActions>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button
            type="submit"
            look="primary"
            disabled={chosen.length === 0}
            busy={opening.isLoading || creating.isLoading}
          >
            {isGroup ? words.startGroup : words.write}
          </Button>
        </DialogActions>
      </PickForm>
    </Dialog>
  );
}

interface PeopleProps {
  query: string;
  me: string;
  chosen: Person[];
  isFull: boolean;
  onToggle: (person: Person) => void;
}

function People({ query, me, chosen, isFull, onToggle }: PeopleProps) {
  const { data: people, isFetching } = useFindPeopleQuery(useDeferredValue(query.trim()));
  return (
    <PickList
      label={text.rooms.people}
      items={people?.filter(({ id }) => id !== me)}
      busy={isFetching}
      none={words.none}
      note={isFull ? words.full : undefined}
      show={asPicked}
      isPicked={({ id }) => chosen.some((person) => person.id === id)}
      isFull={isFull}
      onPick={onToggle}
    />
  );
}

const asPicked = (person: Person) => ({
  key: person.id,
  picture: <Avatar person={person} />,
  name: nameOf(person),
  note: `@${person.username}`,
});
