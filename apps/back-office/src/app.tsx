import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { ApiError } from './api/api-error';
import { LoginPage } from './session/login-page';
import { useSession } from './session/use-session';
import { cssVariables, readStyleNonce, theme } from './theme/theme';

/** Loaded while somebody logs in: the login page needs none of it. */
const Screens = lazy(() => import('./screens'));

const RETRIES = 2;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // Why: a refusal stays a refusal; only a network that failed is worth another try.
      retry: (count, error) => !(error instanceof ApiError) && count < RETRIES,
      refetchOnWindowFocus: false,
    },
  },
});
const schemes = localStorageColorSchemeManager({ key: 'dx-color-scheme' });

/** The Back Office. */
export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      getStyleNonce={readStyleNonce}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queries}>
        {/* Why there: buttons that save stand at the right of a page, the account at the left. */}
        <Notifications position="bottom-center" limit={4} />
        <Gate />
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** The login page until somebody is signed in; an expired session keeps its screens. */
function Gate() {
  const state = useSession();
  if (state === 'unknown') return null;
  return state === 'out' ? (
    <LoginPage />
  ) : (
    <Suspense>
      <Screens />
    </Suspense>
  );
}
