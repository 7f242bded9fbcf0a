import { ModalsProvider } from '@mantine/modals';
import { RouterProvider } from '@tanstack/react-router';
import { router } from './router';

/** Everything behind the login. */
export default function Screens() {
  return (
    <ModalsProvider>
      <RouterProvider router={router} />
    </ModalsProvider>
  );
}
