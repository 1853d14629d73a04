import { useState } from 'react';
import { Button } from '@/components/Button';
import { FormProblem } from '@/components/Field';
import type { Provider, Session } from '@/lib/model';
import { askPasskey, passkeysWork } from '@/lib/passkeys';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import styles from './Security.module.css';
import { securityApi } from './securityApi';

const words = text.security.signIn;

interface OtherWaysInProps {
  providers: Provider[];
  onSignedIn: (session: Session) => void;
}

/** Signing in without a password: by a passkey, or with an account elsewhere. */
export function OtherWaysIn({ providers, onSignedIn }: OtherWaysInProps) {
  const [question] = securityApi.useQuestionPasskeyMutation();
  const [signIn, { isLoading }] = securityApi.useSignInWithPasskeyMutation();
  const [go, { isLoading: isGoing }] = securityApi.useSignInWithProviderMutation();
  const [problem, setProblem] = useState<string | null>(null);
  const fail = (error: unknown) => {
    const { code } = toProblem(error);
    setProblem(code === 'unauthorized' ? words.passkeyUnknown : explain(toProblem(error)));
  };
  const enterByPasskey = async () => {
    setProblem(null);
    const answer = await askPasskey(await question().unwrap());
    if (answer === null) setProblem(words.passkeyFailed);
    else onSignedIn(await signIn(answer).unwrap());
  };
  const next = new URLSearchParams(location.search).get('next') ?? undefined;
  const withPasskey = passkeysWork();
  if (!withPasskey && providers.length === 0) return null;
  return (
    <>
      <p className={styles.or}>{words.or}</p>
      {problem !== null && <FormProblem>{problem}</FormProblem>}
      <div className={styles.ways}>
        {withPasskey && (
          <Button wide busy={isLoading} onClick={() => void enterByPasskey().catch(fail)}>
            {words.passkey}
          </Button>
        )}
        {providers.map(({ id, name }) => (
          <Button
            key={id}
            wide
            busy={isGoing}
            onClick={() =>
              void go({ provider: id, ...(next !== undefined && { next }) })
                .unwrap()
                .then((answer) => location.assign(answer.location))
                .catch(fail)
            }
          >
            {words.provider(name)}
          </Button>
        ))}
      </div>
    </>
  );
}
