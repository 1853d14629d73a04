import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/Button';
import { Dialog, DialogActions } from '@/components/Dialog';
import { Empty } from '@/components/Empty';
import { FormProblem } from '@/components/Field';
import { SectionPart } from '@/components/SectionsPage';
import { RowSkeleton } from '@/components/Skeleton';
import type { Security } from '@/lib/model';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { CodeField } from './CodeField';
import { ProofFields, useProof } from './ProofFields';
import { RecoveryCodes } from './RecoveryCodes';
import styles from './Security.module.css';
import { securityApi } from './securityApi';
import { TwoFactorSetup } from './TwoFactorSetup';
import { gaveUp, useConfirmed } from './useConfirmed';

const words = text.security.twoFactor;

export function TwoFactorSettings() {
  const { data: security, error, refetch } = securityApi.useSecurityQuery();
  const [codes, setCodes] = useState<string[] | null>(null);
  const [asking, setAsking] = useState<'renew' | 'off' | null>(null);
  if (codes !== null)
    return (
      <RecoveryCodes
        codes={codes}
        onKept={() => {
          setCodes(null);
          void refetch();
        }}
      />
    );
  if (security === undefined)
    return error === undefined ? (
      <RowSkeleton rows={3} />
    ) : (
      <Empty title={explain(toProblem(error))}>
        <Button onClick={() => void refetch()}>{text.retry}</Button>
      </Empty>
    );
  if (!security.twoFactor) return <TwoFactorSetup onTurnedOn={setCodes} />;
  return (
    <SectionPart lead={words.lead}>
      <p>
        <b>{words.isOn}</b> {words.left(words.codes(security.recoveryCodesLeft))}
      </p>
      <footer className={styles.actions}>
        <Button onClick={() => setAsking('renew')}>{words.renew}</Button>
        <Button onClick={() => setAsking('off')}>{words.turnOff}</Button>
      </footer>
      {asking === 'renew' && (
        <RenewDialog
          onRenewed={(renewed) => {
            setAsking(null);
            setCodes(renewed);
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'off' && <TurnOffDialog security={security} onClose={() => setAsking(null)} />}
    </SectionPart>
  );
}

function RenewDialog({ onRenewed, onClose }: { onRenewed: (codes: string[]) => void; onClose: () => void }) {
  const [code, setCode] = useState('');
  const [renew, { isLoading, error, reset }] = securityApi.useRenewRecoveryCodesMutation();
  const { confirmed, dialog } = useConfirmed();
  const problem = error === undefined ? null : toProblem(error);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void confirmed(() => renew(code).unwrap()).then(
      (answer) => answer !== gaveUp && onRenewed(answer.codes),
      () => undefined,
    );
  };
  return (
    <Dialog title={words.renew} lead={words.renewLead} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {problem?.field === undefined && problem !== null && <FormProblem>{explain(problem)}</FormProblem>}
        <CodeField
          value={code}
          onChange={(typed) => {
            setCode(typed);
            reset();
          }}
          problem={problem?.field === 'code' ? explain(problem) : undefined}
          autoFocus
        />
        <DialogActions>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" look="primary" busy={isLoading}>
            {words.renewNow}
          </Button>
        </DialogActions>
      </form>
      {dialog}
    </Dialog>
  );
}

function TurnOffDialog({ security, onClose }: { security: Security; onClose: () => void }) {
  const [turnOff, { isLoading, error, reset }] = securityApi.useTurnOffTwoFactorMutation();
  const proof = useProof(security, reset);
  const { confirmed, dialog } = useConfirmed();
  const problem = error === undefined ? null : toProblem(error);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!proof.check()) return;
    void confirmed(() => turnOff(proof.value).unwrap()).then(
      (answer) => {
        if (answer === gaveUp) return;
        notify(words.isOffNow);
        onClose();
      },
      () => undefined,
    );
  };
  return (
    <Dialog title={words.turnOffTitle} lead={words.turnOffLead} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {problem !== null && !proof.shows(problem) && <FormProblem>{explain(problem)}</FormProblem>}
        <ProofFields proof={proof} problem={problem} />
        <DialogActions>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" look="danger" busy={isLoading}>
            {words.turnOff}
          </Button>
        </DialogActions>
      </form>
      {dialog}
    </Dialog>
  );
}
