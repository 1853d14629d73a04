import { useDeferredValue, useState } from 'react';
import { Avatar } from '@/components/Avatar';
import { Button } from '@/components/Button';
import { Dialog, DialogActions } from '@/components/Dialog';
import { Field, FormProblem } from '@/components/Field';
import { PickForm, PickList } from '@/components/PickList';
import type { Person } from '@/lib/model';
import { nameOf, titleOf } from '@/lib/names';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useHeirsQuery, useSetRoomOwnerMutation, type ServerRoom } from './administrationApi';

const words = text.administration.rooms;

/** Makes one of the members the owner of a room that has none. */
export function SetOwnerDialog({ room, onClose }: { room: ServerRoom; onClose: () => void }) {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<Person | null>(null);
  const people = useHeirsQuery(
    { room: room.id, query: useDeferredValue(query.trim()) },
    { refetchOnMountOrArgChange: true },
  );
  const [set, { isLoading, error, reset }] = useSetRoomOwnerMutation();
  const problem = error ?? people.error;
  const submit = () => {
    if (chosen === null) return;
    void set({ room: room.id, user: chosen.id })
      .unwrap()
      .then(onClose, () => undefined);
  };
  return (
    <Dialog tall title={words.setOwnerTitle(titleOf(room))} lead={words.setOwnerLead} onClose={onClose}>
      <PickForm onSubmit={submit}>
        {problem !== undefined && <FormProblem>{explain(toProblem(problem))}</FormProblem>}
        <Field
          label={words.findMember}
          value={query}
          // What is chosen is always in view.
          onChange={({ target: { value } }) => {
            setQuery(value);
            setChosen(null);
          }}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
        />
        <PickList
          label={words.inRoom}
          items={people.data}
          busy={people.isFetching}
          none={words.noMember}
          show={asPicked}
          isPicked={({ id }) => id === chosen?.id}
          onPick={(person) => {
            reset();
            setChosen(person);
          }}
        />
        <DialogActions>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" look="primary" busy={isLoading} disabled={chosen === null}>
            {words.setOwnerNow}
          </Button>
        </DialogActions>
      </PickForm>
    </Dialog>
  );
}

const asPicked = (person: Person) => ({
  key: person.id,
  picture: <Avatar person={person} />,
  name: nameOf(person),
  note: `@${person.username}`,
});
