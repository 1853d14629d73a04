import { useState } from 'react';
import { Button } from '@/components/Button';
import type { Security } from '@/lib/model';
import { explain, type Problem } from '@/lib/problem';
import { text } from '@/lib/text';
import { CodeField } from './CodeField';
import { PasswordField } from './PasswordField';
import type { Proof } from './securityApi';

const words = text.security;

/** What somebody types to show who they are: the password, and a code where the account asks for one. */
export function useProof(security: Security | undefined, onChange: () => void) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [recovery, setRecovery] = useState(false);
  const [checked, setChecked] = useState(false);
  const needsPassword = security?.hasPassword === true;
  const needsCode = security?.twoFactor === true;
  const value: Proof = {
    ...(needsPassword && { password }),
    ...(needsCode && (recovery ? { recoveryCode: code } : { code })),
  };
  return {
    value,
    password,
    code,
    recovery,
    checked,
    needsPassword,
    needsCode,
    change: (part: { password?: string; code?: string; recovery?: boolean }) => {
      if (part.password !== undefined) setPassword(part.password);
      if (part.code !== undefined) setCode(part.code);
      if (part.recovery !== undefined) setRecovery(part.recovery);
      setChecked(false);
      onChange();
    },
    /** Whether nothing is missing; what is, is said from now on. */
    check: () => {
      setChecked(true);
      return !(needsPassword && password === '') && !(needsCode && code.trim() === '');
    },
    /** Whether the problem is said beside a field. */
    shows: ({ field }: Problem) => field === 'password' || field === 'code',
  };
}

interface ProofFieldsProps {
  proof: ReturnType<typeof useProof>;
  problem: Problem | null;
}

export function ProofFields({ proof, problem }: ProofFieldsProps) {
  const at = (field: string) => (problem?.field === field ? explain(problem) : undefined);
  const { checked, recovery, change } = proof;
  return (
    <>
      {proof.needsPassword && (
        <PasswordField
          name="password"
          value={proof.password}
          onChange={({ target }) => change({ password: target.value })}
          problem={checked && proof.password === '' ? text.accounts.passwordMissing : at('password')}
          autoComplete="current-password"
          autoFocus
        />
      )}
      {proof.needsCode && (
        <>
          <CodeField
            recovery={recovery}
            value={proof.code}
            onChange={(code) => change({ code })}
            problem={checked && proof.code.trim() === '' ? words.secondStep.missing : at('code')}
          />
          <Button look="quiet" onClick={() => change({ code: '', recovery: !recovery })}>
            {recovery ? words.secondStep.useCode : words.secondStep.useRecovery}
          </Button>
        </>
      )}
    </>
  );
}
