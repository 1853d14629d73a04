import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/Button';
import { Confirm } from '@/components/Confirm';
import { Dialog, DialogActions } from '@/components/Dialog';
import { Empty } from '@/components/Empty';
import { Field } from '@/components/Field';
import { Icon } from '@/components/Icon';
import { SectionPart } from '@/components/SectionsPage';
import { RowSkeleton } from '@/components/Skeleton';
import type { Passkey } from '@/lib/model';
import { notify } from '@/lib/notices';
import { makePasskey, passkeysWork } from '@/lib/passkeys';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { ago, exactTime, shortDate } from '@/lib/time';
import styles from './Security.module.css';
import { securityApi } from './securityApi';
import { gaveUp, useConfirmed } from './useConfirmed';

const words = text.security.passkeys;

export function PasskeySettings() {
  const { data: passkeys, error, refetch } = securityApi.usePasskeysQuery();
  const [begin] = securityApi.useBeginPasskeyMutation();
  const [add, { isLoading }] = securityApi.useAddPasskeyMutation();
  const { confirmed, dialog } = useConfirmed();
  const work = passkeysWork();
  const addOne = async () => {
    const question = await confirmed(() => begin().unwrap());
    if (question === gaveUp) return;
    const made = await makePasskey(question);
    if (made === null) {
      notify(words.failed);
      return;
    }
    await add(made).unwrap();
    notify(words.added);
  };
  if (passkeys === undefined)
    return error === undefined ? (
      <RowSkeleton rows={3} />
    ) : (
      <Empty title={explain(toProblem(error))}>
        <Button onClick={() => void refetch()}>{text.retry}</Button>
      </Empty>
    );
  return (
    <SectionPart lead={words.lead}>
      {passkeys.length === 0 ? (
        <Empty title={words.none} lead={work ? words.noneLead : words.unsupported} />
      ) : (
        <ul className={styles.list}>
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
      {work && (
        <footer className={styles.actions}>
          <Button
            look="primary"
            busy={isLoading}
            onClick={() => void addOne().catch((failed: unknown) => notify(explain(toProblem(failed))))}
          >
            {words.add}
          </Button>
        </footer>
      )}
      {dialog}
    </SectionPart>
  );
}

function PasskeyRow({ passkey }: { passkey: Passkey }) {
  const [asking, setAsking] = useState<'rename' | 'remove' | null>(null);
  const { name, createdAt, lastUsedAt } = passkey;
  return (
    <li className={styles.row}>
      <Icon name="key" />
      <span className={styles.facts}>
        <b>{name}</b>
        <small title={exactTime(lastUsedAt ?? createdAt)}>
          {lastUsedAt == null
            ? words.since(shortDate(createdAt))
            : words.lastUsed(ago(lastUsedAt, new Date()))}
        </small>
      </span>
      <Button small aria-label={words.renameOf(name)} onClick={() => setAsking('rename')}>
        {words.rename}
      </Button>
      <Button small aria-label={words.removeOf(name)} onClick={() => setAsking('remove')}>
        {words.remove}
      </Button>
      {asking === 'rename' && <RenameDialog passkey={passkey} onClose={() => setAsking(null)} />}
      {asking === 'remove' && <RemoveDialog passkey={passkey} onClose={() => setAsking(null)} />}
    </li>
  );
}

interface PasskeyDialogProps {
  passkey: Passkey;
  onClose: () => void;
}

function RenameDialog({ passkey, onClose }: PasskeyDialogProps) {
  const [name, setName] = useState(passkey.name);
  const [rename, { isLoading, error }] = securityApi.useRenamePasskeyMutation();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void rename({ id: passkey.id, name })
      .unwrap()
      .then(onClose, () => undefined);
  };
  return (
    <Dialog title={words.renameOf(passkey.name)} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <Field
          label={words.name}
          value={name}
          onChange={({ target }) => setName(target.value)}
          problem={error === undefined ? undefined : explain(toProblem(error))}
          maxLength={50}
          autoFocus
        />
        <DialogActions>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" look="primary" busy={isLoading}>
            {text.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function RemoveDialog({ passkey, onClose }: PasskeyDialogProps) {
  const [remove, { isLoading, error }] = securityApi.useRemovePasskeyMutation();
  const { confirmed, dialog } = useConfirmed();
  const problem = error === undefined ? null : toProblem(error);
  return (
    <>
      <Confirm
        title={words.removeTitle(passkey.name)}
        lead={words.removeLead}
        action={words.remove}
        busy={isLoading}
        problem={problem === null || problem.field === 'confirmation' ? undefined : explain(problem)}
        onConfirm={() =>
          void confirmed(() => remove(passkey.id).unwrap()).then(
            (answer) => {
              if (answer === gaveUp) return;
              notify(words.removed);
              onClose();
            },
            () => undefined,
          )
        }
        onClose={onClose}
      />
      {dialog}
    </>
  );
}
