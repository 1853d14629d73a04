import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/Button';
import { Field, FormProblem } from '@/components/Field';
import { nameOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { moment } from '@/lib/time';
import { banLengths, DurationChoice, secondsOf, usualAddressBan } from './DurationChoice';
import type { AddressBan } from './model';
import { useAddressBansQuery, useBanAddressMutation, useLiftAddressBanMutation } from './moderationApi';
import { PagedList } from './PagedList';
import styles from './Moderation.module.css';

const words = text.moderation;

/** The addresses that are kept out of the server; to add to, and to let in again. */
export function AddressBans() {
  const list = useAddressBansQuery(undefined, { refetchOnMountOrArgChange: true });
  return (
    <>
      <BanAddressForm />
      <PagedList items={list.data} none={words.none.addresses} list={list}>
        {(ban) => <AddressRow key={ban.id} ban={ban} />}
      </PagedList>
    </>
  );
}

function AddressRow({ ban: { id, network, by, at, until, reason } }: { ban: AddressBan }) {
  const [lift, { isLoading }] = useLiftAddressBanMutation();
  return (
    <li className={styles.row}>
      <span className={styles.words}>
        <span>
          <b>{network}</b> {until ? words.until(moment(until)) : words.forever}
        </span>
        {reason && <bdi>{reason}</bdi>}
        <small>{words.byOn(nameOf(by), moment(at))}</small>
      </span>
      <Button
        small
        busy={isLoading}
        onClick={() =>
          void lift(id)
            .unwrap()
            .catch((error: unknown) => notify(explain(toProblem(error))))
        }
      >
        {words.lift.addresses}
      </Button>
    </li>
  );
}

function BanAddressForm() {
  const [network, setNetwork] = useState('');
  const [reason, setReason] = useState('');
  const [length, setLength] = useState(usualAddressBan);
  const [ban, { isLoading, error }] = useBanAddressMutation();
  const problem = error === undefined ? undefined : toProblem(error);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    const seconds = secondsOf(length);
    void ban({
      network: network.trim(),
      ...(seconds === undefined ? {} : { seconds }),
      ...(reason === '' ? {} : { reason }),
    })
      .unwrap()
      .then(
        () => {
          setNetwork('');
          setReason('');
        },
        () => undefined,
      );
  };
  return (
    <form className={styles.form} onSubmit={send}>
      <Field
        label={words.addresses.network}
        hint={words.addresses.networkHint}
        problem={problem?.field === 'network' ? problem.message : undefined}
        value={network}
        required
        autoCapitalize="none"
        onChange={(event) => setNetwork(event.target.value)}
      />
      <DurationChoice lengths={banLengths} value={length} onChange={setLength} />
      <Field
        label={words.reason}
        hint={words.auditReasonHint}
        value={reason}
        maxLength={300}
        dir="auto"
        onChange={(event) => setReason(event.target.value)}
      />
      {problem !== undefined && problem.field !== 'network' && <FormProblem>{explain(problem)}</FormProblem>}
      <div className={styles.actions}>
        <Button type="submit" look="danger" busy={isLoading} disabled={network.trim() === ''}>
          {words.addresses.add}
        </Button>
      </div>
    </form>
  );
}
