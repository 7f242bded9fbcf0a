import { useSyncExternalStore } from 'react';
import { session, type SessionState } from './session';

/** Where the visitor stands, kept up to date. */
export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, session.state);
}
