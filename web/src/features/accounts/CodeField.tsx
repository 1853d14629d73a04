import { Field } from '@/components/Field';
import { text } from '@/lib/text';

const words = text.security.secondStep;

interface CodeFieldProps {
  /** Whether one of the recovery codes is asked for, in place of the app's. */
  recovery?: boolean;
  value: string;
  onChange: (code: string) => void;
  problem?: string;
  autoFocus?: boolean;
}

/** Where a second factor is typed; phones show digits for it, and offer codes that they know. */
export function CodeField({ recovery = false, onChange, ...field }: CodeFieldProps) {
  return (
    <Field
      {...field}
      label={recovery ? words.recoveryCode : words.code}
      hint={recovery ? undefined : words.codeHint}
      name={recovery ? 'recovery-code' : 'one-time-code'}
      onChange={({ target }) => onChange(target.value)}
      inputMode={recovery ? 'text' : 'numeric'}
      autoComplete={recovery ? 'off' : 'one-time-code'}
      autoCapitalize="none"
      spellCheck={false}
      maxLength={recovery ? 32 : 12}
    />
  );
}
