import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { listPlaces } from './navigation';

const SEQUENCE_MS = 1200;

/** `Ctrl K` or `/` opens the search; `g` and a letter goes to a place; `?` shows the list of keys. */
export function useShortcuts(isOwner: boolean, open: { readonly search: () => void; readonly help: () => void }): void {
  const navigate = useNavigate();
  useEffect(() => {
    let startedAt = 0;
    const listen = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        open.search();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const place = listPlaces(isOwner).find(({ key }) => key === event.key);
      if (place !== undefined && Date.now() - startedAt < SEQUENCE_MS) {
        startedAt = 0;
        void navigate({ to: place.to });
      } else if (event.key === 'g') startedAt = Date.now();
      else if (event.key === '?') open.help();
      else if (event.key === '/') {
        event.preventDefault();
        open.search();
      }
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [isOwner, navigate, open]);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.closest('[role="dialog"]') !== null
  );
}
