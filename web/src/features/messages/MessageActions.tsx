import { IconButton } from '@/components/Button';
import { Menu, MenuItem, MenuLine } from '@/components/Menu';
import type { Message, Person } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { notify } from '@/lib/notices';
import { text } from '@/lib/text';
import { mayDelete, mayEdit, mayPurge, mayReport, type MessageDeeds } from './deeds';
import { EmojiPicker } from './EmojiPicker';
import styles from './Message.module.css';

interface MessageActionsProps {
  message: Message;
  me: Person;
  deeds: MessageDeeds;
  /** The pointer or the focus is on the message; otherwise only the way in by keyboard is there. */
  active: boolean;
  onMenu: (open: boolean) => void;
}

const words = text.messageActions;

/** What can be done to a message, at its upper edge. */
export function MessageActions({ message, me, deeds, active, onMenu }: MessageActionsProps) {
  return (
    <div className={styles.bar} role="group" aria-label={words.of(nameOf(message.author))}>
      {active && deeds.mayReact && (
        <EmojiPicker
          label={words.react}
          onOpenChange={onMenu}
          onPick={(sign) => deeds.react(message, sign)}
        />
      )}
      {active && deeds.mayPost && (
        <IconButton small icon="reply" label={words.reply} onClick={() => deeds.reply(message)} />
      )}
      {active && mayEdit(message, me, deeds) && (
        <IconButton small icon="pencil" label={words.edit} onClick={() => deeds.edit(message)} />
      )}
      {active ? (
        <Menu trigger={<IconButton small icon="more" label={text.messages.actions} />} onOpenChange={onMenu}>
          <MenuItem icon="copy" onSelect={() => copyText(message)}>
            {text.messages.copyText}
          </MenuItem>
          <MenuItem icon="link" onSelect={() => copyLink(deeds.linkTo(message.seq))}>
            {text.messages.copyLink}
          </MenuItem>
          {mayReport(message, me) && (
            <MenuItem icon="alert" onSelect={() => deeds.report(message)}>
              {text.moderation.reports.menu}
            </MenuItem>
          )}
          {mayDelete(message, me, deeds) && (
            <>
              <MenuLine />
              <MenuItem danger icon="trash" onSelect={() => deeds.remove(message)}>
                {words.remove}
              </MenuItem>
              {mayPurge(message, me, deeds) && (
                <MenuItem danger icon="clock" onSelect={() => deeds.purge(message.author)}>
                  {words.purge(nameOf(message.author))}
                </MenuItem>
              )}
            </>
          )}
        </Menu>
      ) : (
        <IconButton small icon="more" label={text.messages.actions} />
      )}
    </div>
  );
}

export const copyText = (message: Message) => copy(message.text, text.messages.copied);
export const copyLink = (link: string) => copy(link, text.rooms.linkCopied);

function copy(words: string, done: string): void {
  navigator.clipboard.writeText(words).then(
    () => notify(done),
    () => undefined,
  );
}
