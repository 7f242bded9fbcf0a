import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ApiError } from './api/api-error';
import { router } from './router';
import { LoginPage } from './session/login-page';
import { useSession } from './session/use-session';
import { cssVariables, readStyleNonce, theme } from './theme/theme';

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
        <Notifications position="bottom-right" limit={4} />
        <ModalsProvider>
          <Gate />
        </ModalsProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** The login page until somebody is signed in; an expired session keeps its screens. */
function Gate() {
  const state = useSession();
  if (state === 'unknown') return null;
  return state === 'out' ? <LoginPage /> : <RouterProvider router={router} />;
}
