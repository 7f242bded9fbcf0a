import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './theme/app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { startLanguage } from './language/language';
import { session } from './session/session';
import { readStyleNonce } from './theme/theme';

async function start(): Promise<void> {
  allowAddedStyles();
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no element #root');
  await Promise.all([startLanguage(), session.resume().catch(() => session.logOut())]);
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

/** Tells the library that stops scrolling behind dialogs the nonce of the page, under the name that it looks for. */
function allowAddedStyles(): void {
  Object.assign(window, { __webpack_nonce__: readStyleNonce() });
}

void start();
