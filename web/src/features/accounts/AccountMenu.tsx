import { useState, type ReactNode } from 'react';
import { Icon } from '@/components/Icon';
import { Menu, MenuChoice, MenuItem, MenuLine } from '@/components/Menu';
import { PresentAvatar } from '@/components/PresentAvatar';
import { chooseAppearance, chosenAppearance } from '@/lib/appearance';
import type { Account } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { text } from '@/lib/text';
import styles from './AccountMenu.module.css';

interface AccountMenuProps {
  user: Account;
  /** What other features put at the top. */
  children?: ReactNode;
  onShortcuts: () => void;
  onSignOut: () => void;
}

export function AccountMenu({ user, children, onShortcuts, onSignOut }: AccountMenuProps) {
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
            <small>@{user.username}</small>
          </span>
          <Icon name="more" />
        </button>
      }
    >
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
      <MenuItem icon="keyboard" onSelect={onShortcuts}>
        {words.shortcuts}
      </MenuItem>
      <MenuItem icon="leave" onSelect={onSignOut}>
        {words.signOut}
      </MenuItem>
    </Menu>
  );
}
