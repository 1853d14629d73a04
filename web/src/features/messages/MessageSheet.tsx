import { Button } from '@/components/Button';
import { Dialog } from '@/components/Dialog';
import { Icon, type IconName } from '@/components/Icon';
import type { Message, Person } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { text } from '@/lib/text';
import { exactTime } from '@/lib/time';
import { mayDelete, mayEdit, mayPurge, mayReport, type MessageDeeds } from './deeds';
import { EmojiPicker } from './EmojiPicker';
import { copyLink, copyText } from './MessageActions';
import { whoInWords } from './Reactions';
import styles from './MessageSheet.module.css';

interface MessageSheetProps {
  message: Message;
  me: Person;
  deeds: MessageDeeds;
  onClose: () => void;
}

const words = text.messageActions;
/** What people answer with most. */
const quick = ['👍', '❤️', '😂', '🎉', '👀'];

/** Everything that can be done to a message, in the reach of a thumb. */
export function MessageSheet({ message, me, deeds, onClose }: MessageSheetProps) {
  const actions: [boolean, IconName, string, () => void][] = [
    [deeds.mayPost, 'reply', words.reply, () => deeds.reply(message)],
    [mayEdit(message, me, deeds), 'pencil', words.edit, () => deeds.edit(message)],
    [true, 'copy', text.messages.copyText, () => copyText(message)],
    [true, 'link', text.messages.copyLink, () => copyLink(deeds.linkTo(message.seq))],
    [mayReport(message, me), 'alert', text.moderation.reports.menu, () => deeds.report(message)],
    [mayDelete(message, me, deeds), 'trash', words.remove, () => deeds.remove(message)],
    [
      mayPurge(message, me, deeds),
      'clock',
      words.purge(nameOf(message.author)),
      () => deeds.purge(message.author),
    ],
  ];
  const { reactions = [] } = message;
  const act = (what: () => void) => {
    onClose();
    what();
  };
  const lead =
    message.editedAt == null
      ? exactTime(message.at)
      : `${exactTime(message.at)} · ${words.editedAt(exactTime(message.editedAt))}`;
  return (
    <Dialog title={words.of(nameOf(message.author))} lead={lead} onClose={onClose}>
      {deeds.mayReact && (
        <ul className={styles.quick} aria-label={words.react}>
          {quick.map((sign) => (
            <li key={sign}>
              <button
                type="button"
                aria-label={`${words.react} ${sign}`}
                onClick={() => act(() => deeds.react(message, sign))}
              >
                {sign}
              </button>
            </li>
          ))}
          <li>
            <EmojiPicker label={words.react} onPick={(sign) => act(() => deeds.react(message, sign))} />
          </li>
        </ul>
      )}
      {reactions.length > 0 && (
        <ul className={styles.who} aria-label={words.reactions}>
          {reactions.map((reaction) => (
            <li key={reaction.emoji}>
              <span aria-hidden="true">{reaction.emoji}</span> {whoInWords(reaction, me)}
            </li>
          ))}
        </ul>
      )}
      <ul className={styles.actions}>
        {actions.map(
          ([may, icon, label, what]) =>
            may && (
              <li key={icon}>
                <Button
                  wide
                  look="quiet"
                  className={styles.action}
                  data-risky={icon === 'trash' || icon === 'clock' || undefined}
                  onClick={() => act(what)}
                >
                  <Icon name={icon} />
                  {label}
                </Button>
              </li>
            ),
        )}
      </ul>
    </Dialog>
  );
}
