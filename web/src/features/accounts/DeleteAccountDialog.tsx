import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/Button';
import { Choices } from '@/components/Choices';
import { Dialog, DialogActions } from '@/components/Dialog';
import { FormProblem } from '@/components/Field';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { ProofFields, useProof } from './ProofFields';
import styles from './Security.module.css';
import { securityApi } from './securityApi';
import { useConfirmed } from './useConfirmed';

const words = text.security.data;

/** Asks for the choice and the password before there is no way back. */
export function DeleteAccountDialog({ onClose }: { onClose: () => void }) {
  const security = securityApi.useSecurityQuery().data;
  const [messages, setMessages] = useState<'stay' | 'delete'>('stay');
  const [deleteMe, { isLoading, error, reset }] = securityApi.useDeleteMeMutation();
  const proof = useProof(security, reset);
  const { confirmed, dialog } = useConfirmed();
  const problem = error === undefined ? null : toProblem(error);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!proof.check()) return;
    // Once it is done nobody is signed in, and this page is gone.
    void confirmed(() => deleteMe({ messages, ...proof.value }).unwrap()).catch(() => undefined);
  };
  return (
    <Dialog title={words.deleteConfirm} lead={words.deleteConfirmLead} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {problem !== null && problem.field !== 'confirmation' && !proof.shows(problem) && (
          <FormProblem>{explain(problem)}</FormProblem>
        )}
        <Choices
          label={words.messages}
          value={messages}
          options={words.choices}
          hints={words.choiceHints}
          onChange={setMessages}
        />
        <ProofFields proof={proof} problem={problem} />
        <DialogActions>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" look="danger" busy={isLoading} disabled={security === undefined}>
            {words.deleteNow}
          </Button>
        </DialogActions>
      </form>
      {dialog}
    </Dialog>
  );
}
