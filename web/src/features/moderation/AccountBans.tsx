import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/Button';
import { Field, FormProblem } from '@/components/Field';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { banLengths, DurationChoice, secondsOf, usualBan } from './DurationChoice';
import { useAccountBansInfiniteQuery, useActMutation, useLiftAccountBanMutation } from './moderationApi';
import { PagedList } from './PagedList';
import { RestrictedRow } from './RestrictedRow';
import styles from './Moderation.module.css';

const words = text.moderation;

/** The accounts that are kept out of the server; to add to, and to let in again. */
export function AccountBans() {
  const list = useAccountBansInfiniteQuery(undefined, { refetchOnMountOrArgChange: true });
  const [lift, lifting] = useLiftAccountBanMutation();
  return (
    <>
      <BanAccountForm />
      <PagedList items={list.data?.pages.flatMap((page) => page.bans)} none={words.none.accounts} list={list}>
        {(ban) => (
          <RestrictedRow
            key={ban.user.id}
            restricted={ban}
            lift={words.lift.accounts}
            busy={lifting.isLoading && lifting.originalArgs === ban.user.id}
            onLift={() =>
              void lift(ban.user.id)
                .unwrap()
                .then(
                  () => notify(words.lifted.bans),
                  (error: unknown) => notify(explain(toProblem(error))),
                )
            }
          />
        )}
      </PagedList>
    </>
  );
}

function BanAccountForm() {
  const [user, setUser] = useState('');
  const [reason, setReason] = useState('');
  const [length, setLength] = useState(usualBan);
  const [ban, { isLoading, error }] = useActMutation();
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    const seconds = secondsOf(length);
    const terms = { ...(seconds === undefined ? {} : { seconds }), ...(reason === '' ? {} : { reason }) };
    void ban({ act: 'account_banned', room: '', user: encodeURIComponent(user.trim()), terms })
      .unwrap()
      .then(
        () => {
          setUser('');
          setReason('');
          notify(words.done.account_banned(user.trim()));
        },
        () => undefined,
      );
  };
  return (
    <form className={styles.form} onSubmit={send}>
      <Field
        label={words.addresses.person}
        value={user}
        required
        autoCapitalize="none"
        onChange={(event) => setUser(event.target.value)}
      />
      <DurationChoice lengths={banLengths} value={length} onChange={setLength} />
      <Field
        label={words.reason}
        hint={words.reasonHint}
        value={reason}
        maxLength={300}
        dir="auto"
        onChange={(event) => setReason(event.target.value)}
      />
      {error !== undefined && <FormProblem>{explain(toProblem(error))}</FormProblem>}
      <div className={styles.actions}>
        <Button type="submit" look="danger" busy={isLoading} disabled={user.trim() === ''}>
          {words.addresses.addPerson}
        </Button>
      </div>
    </form>
  );
}
