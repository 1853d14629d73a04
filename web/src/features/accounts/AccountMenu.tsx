import { useState, type ReactNode } from 'react';
import { Icon } from '@/components/Icon';
import { Menu, MenuChoice, MenuItem, MenuLine } from '@/components/Menu';
import { PresentAvatar } from '@/components/PresentAvatar';
import { chooseAppearance, chosenAppearance } from '@/lib/appearance';
import type { Account, Status } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { text } from '@/lib/text';
import styles from './AccountMenu.module.css';

interface AccountMenuProps {
  user: Account;
  status: Status | null;
  /** What other features put at the top. */
  children?: ReactNode;
  onStatus: () => void;
  onSettings: () => void;
  /** For those who administer the server. */
  onAdministration?: () => void;
  /** What waits for those who administer it, as a count. */
  administrationNews?: ReactNode;
  onShortcuts: () => void;
  onSignOut: () => void;
}

export function AccountMenu(props: AccountMenuProps) {
  const { user, status, children, onStatus, onSettings, onShortcuts, onSignOut } = props;
  const { onAdministration, administrationNews } = props;
  const [appearance, setAppearance] = useState(chosenAppearance);
  const words = text.accounts;
  return (
    <Menu
      align="start"
      side="top"
      trigger={
        <button type="button" className={styles.me}>
          <span className="visually-hidden">{words.menu}: </span>
          <PresentAvatar person={user} />
          <span className={styles.names}>
            <b>
              <bdi>{nameOf(user)}</bdi>
            </b>
            <small>
              {status === null ? (
                `@${user.username}`
              ) : (
                <bdi>
                  {status.emoji} {status.text}
                </bdi>
              )}
            </small>
          </span>
          {administrationNews}
          <Icon name="more" />
        </button>
      }
    >
      <MenuItem icon="smile" onSelect={onStatus}>
        {status === null ? text.settings.status.title : words.changeStatus}
      </MenuItem>
      <MenuLine />
      {children}
      <MenuChoice
        label={words.appearance}
        value={appearance}
        options={words.appearances}
        onChange={(chosen) => {
          chooseAppearance(chosen);
          setAppearance(chosen);
        }}
      />
      <MenuLine />
      <MenuItem icon="settings" onSelect={onSettings}>
        {text.settings.open}
      </MenuItem>
      {onAdministration !== undefined && (
        <MenuItem icon="shield" end={administrationNews} onSelect={onAdministration}>
          {words.administration}
        </MenuItem>
      )}
      <MenuItem icon="keyboard" onSelect={onShortcuts}>
        {words.shortcuts}
      </MenuItem>
      <MenuItem icon="leave" onSelect={onSignOut}>
        {words.signOut}
      </MenuItem>
    </Menu>
  );
}
