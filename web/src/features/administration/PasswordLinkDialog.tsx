import { Button } from '@/components/Button';
import { Dialog, DialogActions } from '@/components/Dialog';
import { Field, FormProblem } from '@/components/Field';
import type { Person } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { exactTime } from '@/lib/time';
import { useMakePasswordLinkMutation } from './administrationApi';
import styles from './Section.module.css';

const words = text.administration.people;

/** Makes a link to another password when asked to, and shows it this once. */
export function PasswordLinkDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const [make, { data: link, isLoading, error }] = useMakePasswordLinkMutation();
  const address = link === undefined ? '' : `${location.origin}/password/${link.code}`;
  const copy = () =>
    void navigator.clipboard.writeText(address).then(
      () => notify(words.linkCopied),
      () => undefined,
    );
  return (
    <Dialog
      title={words.passwordLinkTitle(nameOf(person))}
      lead={link === undefined ? words.passwordLinkLead : words.passwordLinkSend(nameOf(person))}
      onClose={onClose}
    >
      {error !== undefined && <FormProblem>{explain(toProblem(error))}</FormProblem>}
      {link !== undefined && (
        <div className={styles.link}>
          <Field
            label={words.link}
            hint={words.linkUntil(exactTime(link.expiresAt))}
            value={address}
            readOnly
            autoFocus
            onFocus={(event) => event.target.select()}
          />
        </div>
      )}
      <DialogActions>
        <Button onClick={onClose}>{link === undefined ? text.cancel : text.close}</Button>
        {link === undefined ? (
          <Button look="primary" busy={isLoading} onClick={() => void make(person.id)}>
            {words.makeLink}
          </Button>
        ) : (
          <Button look="primary" onClick={copy}>
            {words.copyLink}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
