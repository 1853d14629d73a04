import { useDeferredValue, useState } from 'react';
import { Button } from '@/components/Button';
import { Choices } from '@/components/Choices';
import { Dialog, DialogActions } from '@/components/Dialog';
import { Field, FormProblem } from '@/components/Field';
import { Icon } from '@/components/Icon';
import { PickForm, PickList } from '@/components/PickList';
import { titleOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import {
  usePutDedicatedRoomMutation,
  useServerRoomsInfiniteQuery,
  type DedicatedRoom,
  type ServerRoom,
} from './administrationApi';
import { portProblem, splitAddress } from './address';
import styles from './Section.module.css';

const words = text.administration.dedicated;
/** What a server's first dedicated room is likely to get. */
const usualPort = '5101';

interface GivePortDialogProps {
  taken: readonly DedicatedRoom[];
  onClose: () => void;
}

/** Chooses a room, and where its own process listens. */
export function GivePortDialog({ taken, onClose }: GivePortDialogProps) {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<ServerRoom | null>(null);
  const form = usePort({ host: 'localhost', port: usualPort }, onClose);
  const rooms = useServerRoomsInfiniteQuery({
    query: useDeferredValue(query.trim()),
    visibility: '',
    state: 'open',
  });
  const addressOf = ({ name }: ServerRoom) => taken.find(({ room }) => room === name)?.address;
  return (
    <Dialog title={words.addTitle} onClose={onClose}>
      <PickForm
        onSubmit={() => {
          if (form.check() && chosen !== null) form.save(chosen.name, titleOf(chosen));
        }}
      >
        {form.formProblem !== undefined && <FormProblem>{form.formProblem}</FormProblem>}
        <Field
          label={words.find}
          placeholder={words.findHint}
          problem={form.checked && chosen === null ? words.roomMissing : form.problemAt('room')}
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
          label={words.rooms}
          items={rooms.data?.pages.flatMap((page) => page.rooms).filter((room) => !addressOf(room))}
          busy={rooms.isFetching}
          none={words.noRoom}
          show={asPicked}
          isShort
          isPicked={({ id }) => id === chosen?.id}
          onPick={(room) => {
            form.reset();
            setChosen(room);
          }}
        />
        <PortFields form={form} />
        <DialogActions>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" look="primary" busy={form.isLoading}>
            {words.save}
          </Button>
        </DialogActions>
      </PickForm>
    </Dialog>
  );
}

const asPicked = (room: ServerRoom) => ({
  key: room.id,
  picture: <Icon name={room.visibility === 'public' ? 'hash' : 'lock'} />,
  name: titleOf(room),
  note: `#${room.name} · ${text.rooms.members(room.memberCount)}`,
});

/** Another address for a room that has a process of its own. */
export function MovePortDialog({ room, onClose }: { room: DedicatedRoom; onClose: () => void }) {
  const form = usePort(splitAddress(room.address), onClose);
  const name = titleOf({ name: room.room, title: room.title });
  return (
    <Dialog title={words.moveTitle(name)} lead={words.moveLead} onClose={onClose}>
      <PickForm
        onSubmit={() => {
          if (form.check()) form.save(room.room, name);
        }}
      >
        {form.formProblem !== undefined && <FormProblem>{form.formProblem}</FormProblem>}
        <PortFields form={form} autoFocus />
        <DialogActions>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" look="primary" busy={form.isLoading}>
            {words.save}
          </Button>
        </DialogActions>
      </PickForm>
    </Dialog>
  );
}

type PortForm = ReturnType<typeof usePort>;

function PortFields({ form, autoFocus }: { form: PortForm; autoFocus?: boolean }) {
  return (
    <div className={styles.form}>
      <Field
        label={words.port}
        hint={words.portHint}
        problem={form.checked && portProblem(form.port) ? words.portWrong : form.problemAt('listen')}
        value={form.port}
        inputMode="numeric"
        autoComplete="off"
        autoFocus={autoFocus}
        onChange={({ target: { value } }) => form.setPort(value.replace(/\D/g, '').slice(0, 5))}
      />
      <Choices
        label={words.reach}
        value={form.host}
        options={form.hosts}
        hints={words.reachHints}
        onChange={form.setHost}
      />
    </div>
  );
}

function usePort(start: { host: string; port: string }, onDone: () => void) {
  const [host, setHost] = useState(start.host);
  const [port, setPort] = useState(start.port);
  const [checked, setChecked] = useState(false);
  const [put, { isLoading, error, reset }] = usePutDedicatedRoomMutation();
  const problem = error === undefined ? undefined : toProblem(error);
  const fields = ['room', 'listen'];
  return {
    host,
    setHost,
    // An address that was set elsewhere stays one of the choices.
    hosts: {
      ...words.reaches,
      ...(start.host in words.reaches ? {} : { [start.host]: start.host }),
    } as Record<string, string>,
    port,
    setPort: (typed: string) => {
      reset();
      setPort(typed);
    },
    checked,
    isLoading,
    reset,
    problemAt: (field: string) => (problem?.field === field ? explain(problem) : undefined),
    formProblem:
      problem !== undefined && !fields.includes(problem.field ?? '') ? explain(problem) : undefined,
    check: () => {
      setChecked(true);
      return !portProblem(port);
    },
    save: (room: string, name: string) =>
      void put({ room, listen: `${host}:${port}` })
        .unwrap()
        .then(
          () => {
            notify(words.given(name));
            onDone();
          },
          () => undefined,
        ),
  };
}
