import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { Redirect, Route, Switch, useLocation, useRoute } from 'wouter';
import { isOwnPath, type Session } from '@/features/accounts/session';
import { PasswordLinkPage } from '@/features/accounts/PasswordLinkPage';
import { SignInPage } from '@/features/accounts/SignInPage';
import { SignUpPage } from '@/features/accounts/SignUpPage';
import { useServerQuery } from '@/features/accounts/accountsApi';
import { Button } from '@/components/Button';
import { Empty } from '@/components/Empty';
import { api } from '@/lib/api';
import type { Account, Session as SignedIn } from '@/lib/model';
import { notify } from '@/lib/notices';
import { PresenceContext } from '@/lib/usePresence';
import { text } from '@/lib/text';
import { ChatPage } from './ChatPage';
import { InvitedDoor } from './InvitedDoor';
import { Live } from './live';
import { store } from './store';
import styles from './App.module.css';

/** Which of the three faces of the client is shown: waiting, the door, or the rooms. */
export function App({ session }: { session: Session }) {
  const state = useSyncExternalStore(session.subscribe, session.getSnapshot);
  const passwordLink = usePasswordLink();
  const wayIn = useWayIn();
  switch (state.status) {
    case 'starting':
      return <main className={styles.whole} aria-busy="true" />;
    case 'unreachable':
      return (
        <Outside
          title={text.accounts.unreachableTitle}
          lead={text.accounts.unreachableHint}
          session={session}
        />
      );
    case 'turnedAway':
      return <Outside title={text.accounts.turnedAwayTitle} lead={state.why} session={session} />;
    case 'signedOut':
      return passwordLink === null ? <Door session={session} /> : <PasswordLinkPage {...passwordLink} />;
    case 'signedIn':
      if (passwordLink !== null) return <PasswordLinkPage {...passwordLink} />;
      if (wayIn !== null) return <WayIn {...wayIn} />;
      return <Inside key={state.user.id} user={state.user} session={session} />;
  }
}

/** The server lets nobody in for now. It is asked again by itself, and by a press. */
function Outside({ title, lead, session }: { title: string; lead: string; session: Session }) {
  return (
    <main className={styles.whole}>
      <Empty level="h1" title={title} lead={lead}>
        <Button onClick={() => void session.renew(null)}>{text.retry}</Button>
      </Empty>
    </main>
  );
}

/** The link to another password that the address is, if it is one: it leads to the same page whoever is signed in. */
function usePasswordLink() {
  const [isOne, params] = useRoute('/password/:code');
  const [, navigate] = useLocation();
  if (!isOne) return null;
  const onChosen = () => {
    notify(text.accounts.passwordChosen);
    navigate('/', { replace: true });
  };
  return { code: params.code, onChosen };
}

/** Where a page of the door leads somebody who is in already; null at any other page. */
function useWayIn(): { to: string; isInvited: boolean } | null {
  const [path] = useLocation();
  const isInvited = path.startsWith('/join/');
  if (path === '/sign-in' || path === '/sign-up') return { to: wanted(), isInvited };
  return isInvited ? { to: '/', isInvited } : null;
}

function WayIn({ to, isInvited }: { to: string; isInvited: boolean }) {
  useEffect(() => {
    if (isInvited) notify(text.accounts.alreadyIn);
  }, [isInvited]);
  return <Redirect to={to} replace />;
}

/** Where somebody wanted to go before they had to sign in is kept in the address. */
function Door({ session }: { session: Session }) {
  const [path, navigate] = useLocation();
  const { data: server, isLoading } = useServerQuery();
  const enter = useCallback(
    (signedIn: SignedIn, path = wanted()) => {
      session.adopt(signedIn);
      navigate(path, { replace: true });
    },
    [session, navigate],
  );
  const next = path === '/' ? '' : `?${new URLSearchParams({ next: path }).toString()}`;
  if (isLoading) return <main className={styles.whole} aria-busy="true" />;
  return (
    <Switch>
      <Route path="/sign-in">
        <SignInPage onSignedIn={enter} />
      </Route>
      <Route path="/sign-up">
        {isInvitation(wanted()) ? <Redirect to={wanted()} replace /> : <SignUpPage onSignedIn={enter} />}
      </Route>
      <Route path="/invite/:code">
        {({ code }) => <InvitedDoor code={code} onSignedIn={(signedIn, path) => enter(signedIn, path)} />}
      </Route>
      <Route path="/join/:code">{({ code }) => <SignUpPage onSignedIn={enter} invite={code} />}</Route>
      <Route>
        <Redirect to={(server?.hasAccounts === false ? '/sign-up' : '/sign-in') + next} replace />
      </Route>
    </Switch>
  );
}

/** Where somebody wanted to go; never to another site. */
function wanted(): string {
  const path = new URLSearchParams(location.search).get('next');
  return isOwnPath(path) ? path : '/';
}

const isInvitation = (path: string) => path.startsWith('/invite/');

function Inside({ user, session }: { user: Account; session: Session }) {
  // For as long as this person is signed in: a session that is renewed brings the same account anew.
  const [live] = useState(() => new Live(user, session, store));
  useEffect(() => {
    live.start();
    return () => live.stop();
  }, [live]);
  const signOut = useCallback(() => {
    void session.signOut().then(() => store.dispatch(api.util.resetApiState()));
  }, [session]);
  return (
    <PresenceContext value={live.presences}>
      <ChatPage account={user} live={live} onSignOut={signOut} />
    </PresenceContext>
  );
}
