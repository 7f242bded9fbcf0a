import { useState } from 'react';
import { ApiError } from '../api/api-error';

/** A form that is being sent: whether it is under way, and what the server refused, by field. */
export function useSubmit() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  /** What was said about a field, or about something inside it. */
  const errorOf = (field: string): string | undefined => {
    if (!(error instanceof ApiError)) return undefined;
    const own = error.entries.filter(({ path }) => path === field || (path?.startsWith(`${field}[`) ?? false));
    return own.length === 0 ? undefined : own.map(({ message }) => message).join(' ');
  };
  /** The refusal, unless all of it is about the given fields. */
  const rest = (fields: readonly string[]): unknown => {
    if (!(error instanceof ApiError)) return error;
    const isElsewhere = error.entries.some(
      ({ path }) => !fields.some((field) => path === field || (path?.startsWith(`${field}[`) ?? false)),
    );
    return isElsewhere ? error : null;
  };
  return { busy, error, run, errorOf, rest };
}
