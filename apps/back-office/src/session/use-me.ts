import { useQuery } from '@tanstack/react-query';
import { client, read } from '../api/client';
import { useSession } from './use-session';

/** The signed-in user. */
export function useMe() {
  const state = useSession();
  return useQuery({
    queryKey: ['me'],
    queryFn: () => read(client.GET('/back-office/me')),
    enabled: state === 'in',
    staleTime: 60_000,
  });
}

/** Whether the user may change endpoints, and whether users and keys are theirs to see. */
export function useRights(): { readonly canEdit: boolean; readonly isOwner: boolean } {
  const role = useMe().data?.role;
  return { canEdit: role === 'owner' || role === 'editor', isOwner: role === 'owner' };
}
