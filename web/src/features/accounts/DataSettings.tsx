import { useState } from 'react';
import { Button } from '@/components/Button';
import { FormProblem } from '@/components/Field';
import { SectionPart } from '@/components/SectionsPage';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { DeleteAccountDialog } from './DeleteAccountDialog';
import styles from './Security.module.css';
import { securityApi } from './securityApi';
import { gaveUp, useConfirmed } from './useConfirmed';

const words = text.security.data;

export function DataSettings() {
  const [ask, { isLoading, error }] = securityApi.useExportDataMutation();
  const [deleting, setDeleting] = useState(false);
  const { confirmed, dialog } = useConfirmed();
  const problem = error === undefined ? null : toProblem(error);
  return (
    <>
      <SectionPart title={words.exportTitle} lead={words.exportLead}>
        {problem !== null && problem.field !== 'confirmation' && (
          <FormProblem>{explain(problem)}</FormProblem>
        )}
        <footer className={styles.actions}>
          <Button
            busy={isLoading}
            onClick={() =>
              void confirmed(() => ask().unwrap()).then(
                (answer) => answer !== gaveUp && location.assign(answer.link),
                () => undefined,
              )
            }
          >
            {words.export}
          </Button>
        </footer>
      </SectionPart>
      <SectionPart title={words.deleteTitle} lead={words.deleteLead}>
        <footer className={styles.actions}>
          <Button look="danger" onClick={() => setDeleting(true)}>
            {words.delete}
          </Button>
        </footer>
      </SectionPart>
      {deleting && <DeleteAccountDialog onClose={() => setDeleting(false)} />}
      {dialog}
    </>
  );
}
