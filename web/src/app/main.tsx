import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/source-serif-4/wght.css';
import '@fontsource-variable/source-serif-4/wght-italic.css';
import '@/styles/tokens.css';
import '@/styles/base.css';
import { Tooltip } from 'radix-ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'react-redux';
import { Session } from '@/features/accounts/session';
import { Notices } from '@/components/Notices';
import { takeCredentialsFrom } from '@/lib/http';
import { App } from './App';
import { Crash } from './Crash';
import { store } from './store';

const session = new Session();
takeCredentialsFrom(session);
void session.start();

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place for the application.');
createRoot(root).render(
  <StrictMode>
    <Crash>
      <Provider store={store}>
        <Tooltip.Provider delayDuration={500} skipDelayDuration={200}>
          <App session={session} />
          <Notices />
        </Tooltip.Provider>
      </Provider>
    </Crash>
  </StrictMode>,
);
