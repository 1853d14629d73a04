import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/Button';
import { FormProblem } from '@/components/Field';
import { SectionPart } from '@/components/SectionsPage';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { CodeField } from './CodeField';
import { QrCode } from './QrCode';
import styles from './Security.module.css';
import { securityApi } from './securityApi';
import { gaveUp, useConfirmed } from './useConfirmed';

const words = text.security.twoFactor;

/** From "off" to a code that shows that the app has the key. */
export function TwoFactorSetup({ onTurnedOn }: { onTurnedOn: (recoveryCodes: string[]) => void }) {
  const [begin, { data: setup, isLoading, error }] = securityApi.useBeginTwoFactorMutation();
  const { confirmed, dialog } = useConfirmed();
  return (
    <SectionPart lead={words.lead}>
      {error !== undefined && <FormProblem>{explain(toProblem(error))}</FormProblem>}
      {setup === undefined ? (
        <footer className={styles.actions}>
          <Button
            look="primary"
            busy={isLoading}
            onClick={() => void confirmed(() => begin().unwrap()).catch(() => undefined)}
          >
            {words.setUp}
          </Button>
        </footer>
      ) : (
        <div className={styles.setUp}>
          <h2>{words.scan}</h2>
          <QrCode text={setup.uri} label={words.qr} />
          <p>
            {words.byHand}
            <br />
            <code className={styles.key}>{setup.secret.match(/.{1,4}/g)?.join(' ')}</code>
          </p>
          <FirstCode onTurnedOn={onTurnedOn} />
        </div>
      )}
      {dialog}
    </SectionPart>
  );
}

function FirstCode({ onTurnedOn }: { onTurnedOn: (recoveryCodes: string[]) => void }) {
  const [code, setCode] = useState('');
  const [turnOn, { isLoading, error, reset }] = securityApi.useTurnOnTwoFactorMutation();
  const { confirmed, dialog } = useConfirmed();
  const problem = error === undefined ? null : toProblem(error);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void confirmed(() => turnOn(code).unwrap()).then(
      (answer) => {
        if (answer === gaveUp) return;
        notify(words.isOnNow);
        onTurnedOn(answer.codes);
      },
      () => undefined,
    );
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <p>{words.thenCode}</p>
      {problem !== null && problem.field !== 'code' && <FormProblem>{explain(problem)}</FormProblem>}
      <CodeField
        value={code}
        onChange={(typed) => {
          setCode(typed);
          reset();
        }}
        problem={problem?.field === 'code' ? explain(problem) : undefined}
      />
      <footer className={styles.actions}>
        <Button type="submit" look="primary" busy={isLoading} disabled={code.trim() === ''}>
          {words.turnOn}
        </Button>
      </footer>
      {dialog}
    </form>
  );
}
