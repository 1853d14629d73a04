import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/Button';
import { Dialog, DialogActions } from '@/components/Dialog';
import { Field, FormProblem } from '@/components/Field';
import type { Message } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import type { ReportReason } from './model';
import { useOwnReportsQuery, useReportMutation } from './moderationApi';
import styles from './Moderation.module.css';

interface ReportDialogProps {
  message: Message;
  /** Whether it stands in a conversation, which has no moderators. */
  direct: boolean;
  onClose: () => void;
}

const words = text.moderation.reports;
const reasons = Object.keys(words.reasons) as ReportReason[];

/** Asks what is wrong with a message, and tells those who keep order. */
export function ReportDialog({ message, direct, onClose }: ReportDialogProps) {
  const { data: own } = useOwnReportsQuery(undefined, { refetchOnMountOrArgChange: true });
  const [reason, setReason] = useState<ReportReason>('spam');
  const [comment, setComment] = useState('');
  const [report, { isLoading, error }] = useReportMutation();
  const already = own?.some(
    ({ room, seq, outcome }) => room === message.room && seq === message.seq && !outcome,
  );
  const name = nameOf(message.author);
  if (already === true)
    return (
      <Dialog title={words.title} lead={words.sentAlready} onClose={onClose}>
        <DialogActions>
          <Button onClick={onClose}>{text.close}</Button>
        </DialogActions>
      </Dialog>
    );
  const done = () => {
    onClose();
    notify(words.sent);
  };
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    void report({ room: message.room, seq: message.seq, reason, comment })
      .unwrap()
      .then(done, () => undefined);
  };
  return (
    <Dialog title={words.title} lead={direct ? words.directLead(name) : words.lead(name)} onClose={onClose}>
      <form className={styles.form} onSubmit={send}>
        <fieldset className={styles.choices}>
          <legend>{text.moderation.reason}</legend>
          {reasons.map((one) => (
            <label key={one} className={styles.choice}>
              <input type="radio" name="reason" checked={reason === one} onChange={() => setReason(one)} />
              {words.reasons[one]}
            </label>
          ))}
        </fieldset>
        <Field
          label={words.comment}
          hint={words.commentHint}
          value={comment}
          maxLength={500}
          dir="auto"
          onChange={(event) => setComment(event.target.value)}
        />
        {error !== undefined && <FormProblem>{explain(toProblem(error))}</FormProblem>}
        <DialogActions>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" look="danger" busy={isLoading}>
            {words.send}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
