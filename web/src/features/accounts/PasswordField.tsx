import { useState, type ComponentProps } from 'react';
import { IconButton } from '@/components/Button';
import { Field } from '@/components/Field';
import { text } from '@/lib/text';

type Props = Omit<ComponentProps<typeof Field>, 'label' | 'type' | 'trailing'> & { label?: string };

export function PasswordField({ label = text.accounts.password, ...props }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <Field
      {...props}
      label={label}
      type={shown ? 'text' : 'password'}
      autoCapitalize="none"
      spellCheck={false}
      trailing={
        <IconButton
          icon={shown ? 'eyeOff' : 'eye'}
          label={shown ? text.accounts.hidePassword : text.accounts.showPassword}
          onClick={() => setShown(!shown)}
        />
      }
    />
  );
}
