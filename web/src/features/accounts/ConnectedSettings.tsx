import { useEffect, useState } from 'react';
import { Button } from '@/components/Button';
import { Confirm } from '@/components/Confirm';
import { Empty } from '@/components/Empty';
import { FormProblem } from '@/components/Field';
import { Icon } from '@/components/Icon';
import { SectionPart } from '@/components/SectionsPage';
import { RowSkeleton } from '@/components/Skeleton';
import type { ConnectedAccount, Provider } from '@/lib/model';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useServerQuery } from './accountsApi';
import { takeNote } from './providerNote';
import styles from './Security.module.css';
import { securityApi } from './securityApi';
import { gaveUp, useConfirmed } from './useConfirmed';

const words = text.security.connected;

export function ConnectedSettings() {
  const providers = useServerQuery().data?.providers;
  const { data: accounts } = securityApi.useConnectedAccountsQuery(undefined, {
    refetchOnMountOrArgChange: true,
  });
  const [note] = useState(takeNote);
  useEffect(() => {
    if (note?.connected === true) notify(words.connectedNow);
  }, [note]);
  if (providers === undefined || accounts === undefined) return <RowSkeleton rows={2} />;
  if (providers.length === 0) return <Empty title={words.none} />;
  return (
    <SectionPart lead={words.lead}>
      {note?.problem !== undefined && <FormProblem>{note.problem}</FormProblem>}
      <ul className={styles.list}>
        {providers.map((provider) => (
          <ProviderRow
            key={provider.id}
            provider={provider}
            account={accounts.find((account) => account.provider === provider.id)}
          />
        ))}
      </ul>
    </SectionPart>
  );
}

function ProviderRow({ provider, account }: { provider: Provider; account: ConnectedAccount | undefined }) {
  const [connect, { isLoading, error }] = securityApi.useConnectAccountMutation();
  const [parting, setParting] = useState(false);
  const { confirmed, dialog } = useConfirmed();
  const { name } = provider;
  const go = () =>
    void confirmed(() => connect(provider.id).unwrap()).then(
      (answer) => answer !== gaveUp && location.assign(answer.location),
      () => undefined,
    );
  const problem = error === undefined ? null : toProblem(error);
  return (
    <li className={styles.row}>
      <Icon name="link" />
      <span className={styles.facts}>
        <b>{name}</b>
        <small>{account === undefined ? words.notYet : words.as(account.name)}</small>
        {problem !== null && problem.field !== 'confirmation' && <small>{explain(problem)}</small>}
      </span>
      {account === undefined ? (
        <Button small busy={isLoading} aria-label={words.connectOf(name)} onClick={go}>
          {words.connect}
        </Button>
      ) : (
        <Button small aria-label={words.disconnectOf(name)} onClick={() => setParting(true)}>
          {words.disconnect}
        </Button>
      )}
      {parting && <DisconnectDialog provider={provider} onClose={() => setParting(false)} />}
      {dialog}
    </li>
  );
}

function DisconnectDialog({ provider, onClose }: { provider: Provider; onClose: () => void }) {
  const [disconnect, { isLoading, error }] = securityApi.useDisconnectAccountMutation();
  const { confirmed, dialog } = useConfirmed();
  const problem = error === undefined ? null : toProblem(error);
  return (
    <>
      <Confirm
        title={words.disconnectTitle(provider.name)}
        lead={words.disconnectLead}
        action={words.disconnect}
        busy={isLoading}
        problem={problem === null || problem.field === 'confirmation' ? undefined : explain(problem)}
        onConfirm={() =>
          void confirmed(() => disconnect(provider.id).unwrap()).then(
            (answer) => {
              if (answer === gaveUp) return;
              notify(words.disconnectedNow);
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
