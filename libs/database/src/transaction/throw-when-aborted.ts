import { CodedException, serverErrors } from '@dx/kernel';

/** Throws the signal's own coded reason, or `requestTimeout`, when the request was given up. */
export function throwWhenAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return;
  const reason: unknown = signal.reason;
  if (reason instanceof CodedException) throw reason;
  throw new CodedException(serverErrors.requestTimeout(), { cause: reason });
}
