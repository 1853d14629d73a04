import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/Button';
import { FormProblem } from '@/components/Field';
import type { SecondStep, Session } from '@/lib/model';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useFinishSignInMutation } from './accountsApi';
import { CodeField } from './CodeField';
import { EntryPage } from './EntryPage';

const words = text.security.secondStep;

interface SecondStepPageProps {
  step: SecondStep;
  onSignedIn: (session: Session) => void;
  onStartOver: (expired: boolean) => void;
}

/** After the password: the code of the authenticator app, or a recovery code. */
export function SecondStepPage({ step, onSignedIn, onStartOver }: SecondStepPageProps) {
  const [recovery, setRecovery] = useState(false);
  const [code, setCode] = useState('');
  const [checked, setChecked] = useState(false);
  const [finish, { isLoading, error, reset }] = useFinishSignInMutation();
  const problem = error === undefined ? null : toProblem(error);
  const wrong = recovery ? words.wrongRecovery : words.wrong;

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (code.trim() === '') return;
    void finish({ ticket: step.ticket, ...(recovery ? { recoveryCode: code } : { code }) })
      .unwrap()
      .then(onSignedIn, (refused: unknown) => {
        if (toProblem(refused).field === 'ticket') onStartOver(true);
      });
  };
  const change = (typed: string) => {
    setCode(typed);
    setChecked(false);
    reset();
  };

  return (
    <EntryPage title={words.title} lead={recovery ? words.recoveryLead : words.lead} onSubmit={submit}>
      {problem !== null && problem.code !== 'unauthorized' && <FormProblem>{explain(problem)}</FormProblem>}
      <CodeField
        key={String(recovery)}
        recovery={recovery}
        value={code}
        onChange={change}
        problem={
          checked && code.trim() === '' ? words.missing : problem?.code === 'unauthorized' ? wrong : undefined
        }
        autoFocus
      />
      <Button type="submit" look="primary" wide busy={isLoading}>
        {words.finish}
      </Button>
      <Button
        look="quiet"
        wide
        onClick={() => {
          setRecovery(!recovery);
          change('');
        }}
      >
        {recovery ? words.useCode : words.useRecovery}
      </Button>
      <Button look="quiet" wide onClick={() => onStartOver(false)}>
        {words.startOver}
      </Button>
    </EntryPage>
  );
}
