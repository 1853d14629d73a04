import { type SyntheticEvent } from 'react';
import { Button } from '@/components/Button';
import { Dialog, DialogActions } from '@/components/Dialog';
import { FormProblem } from '@/components/Field';
import { askPasskey, passkeysWork } from '@/lib/passkeys';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { ProofFields, useProof } from './ProofFields';
import styles from './Security.module.css';
import { securityApi } from './securityApi';

const words = text.security.confirm;

interface ConfirmIdentityDialogProps {
  onConfirmed: () => void;
  onClose: () => void;
}

export function ConfirmIdentityDialog({ onConfirmed, onClose }: ConfirmIdentityDialogProps) {
  const security = securityApi.useSecurityQuery().data;
  const passkeys = securityApi.usePasskeysQuery().data;
  const [question] = securityApi.useQuestionPasskeyMutation();
  const [confirm, { isLoading, error, reset }] = securityApi.useConfirmMutation();
  const proof = useProof(security, reset);
  const problem = error === undefined ? null : toProblem(error);
  const canType = security?.hasPassword === true || security?.twoFactor === true;
  const canUsePasskey = passkeysWork() && (passkeys?.length ?? 0) > 0;

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!proof.check()) return;
    void confirm(proof.value)
      .unwrap()
      .then(onConfirmed, () => undefined);
  };
  const withPasskey = async () => {
    const passkey = await askPasskey(await question().unwrap());
    if (passkey !== null) await confirm({ passkey }).unwrap().then(onConfirmed);
  };

  return (
    <Dialog title={words.title} lead={words.lead} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {problem !== null && !proof.shows(problem) && <FormProblem>{explain(problem)}</FormProblem>}
        {canType && <ProofFields proof={proof} problem={problem} />}
        {security !== undefined && !canType && !canUsePasskey && <p>{words.signInAgain}</p>}
        <DialogActions>
          {canUsePasskey && (
            <Button onClick={() => void withPasskey().catch(() => undefined)}>{words.passkey}</Button>
          )}
          {canType && (
            <Button type="submit" look="primary" busy={isLoading}>
              {words.action}
            </Button>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
}
