import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { Menu, MenuItem } from '@/components/Menu';
import { nameOf } from '@/lib/names';
import { text } from '@/lib/text';
import { moment } from '@/lib/time';
import type { Act, Report } from './model';
import styles from './Moderation.module.css';

interface ReportCardProps {
  report: Report;
  /** Whether the room has to be named. */
  named: boolean;
  acts: Act[];
  busy: boolean;
  onDismiss: () => void;
  /** Deletes the message, where that is the reader's to do. */
  onDelete: (() => void) | undefined;
  onAct: (act: Act) => void;
  onShow: (() => void) | undefined;
}

const words = text.moderation.reports;

/** One reported message, and what can be done about it. */
export function ReportCard({
  report,
  named,
  acts,
  busy,
  onDismiss,
  onDelete,
  onAct,
  onShow,
}: ReportCardProps) {
  const { author, room, outcome, decidedBy, decidedAt } = report;
  const place = report.private && !room.title ? words.inPrivate : words.inRoom(room.title || room.name);
  return (
    <li>
      <article className={styles.report} aria-label={nameOf(author)}>
        <header>
          <b>
            <bdi>{nameOf(author)}</bdi>
          </b>
          {named && <small>{place}</small>}
          <span className={styles.reason}>{words.reasons[report.reason]}</span>
        </header>
        <blockquote className={styles.quote} dir="auto" tabIndex={0}>
          {report.text}
        </blockquote>
        {report.comment && <p dir="auto">{report.comment}</p>}
        <small>{words.reportedBy(nameOf(report.by), moment(report.at))}</small>
        {outcome && decidedBy && decidedAt ? (
          <small>{words.decidedBy(words.outcomes[outcome], nameOf(decidedBy), moment(decidedAt))}</small>
        ) : (
          <div className={styles.actions}>
            <Button small busy={busy} onClick={onDismiss}>
              {words.dismiss}
            </Button>
            {onDelete !== undefined && (
              <Button small busy={busy} onClick={onDelete}>
                {words.deleteMessage}
              </Button>
            )}
            {acts.length > 0 && (
              <Menu
                align="start"
                trigger={
                  <Button small look="primary" disabled={busy}>
                    {words.act}
                    <Icon name="down" />
                  </Button>
                }
              >
                {acts.map((act) => (
                  <MenuItem key={act} danger={act !== 'timed_out'} onSelect={() => onAct(act)}>
                    {text.moderation.acts[act]}
                  </MenuItem>
                ))}
              </Menu>
            )}
            {onShow !== undefined && (
              <Button small look="quiet" onClick={onShow}>
                {words.toMessage}
              </Button>
            )}
          </div>
        )}
      </article>
    </li>
  );
}
