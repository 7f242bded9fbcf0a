import type { AdminErrorEntry } from './admin-api';

/** A refusal of the server: its status, and each coded error with its message and the path of the field it is about. */
export class ApiError extends Error {
  readonly status: number;
  readonly entries: readonly AdminErrorEntry[];
  readonly requestId: string | null;
  /** Seconds to wait, when the server said so. */
  readonly retryAfter: number | null;

  constructor(
    status: number,
    entries: readonly AdminErrorEntry[],
    requestId: string | null,
    retryAfter: number | null,
  ) {
    super(entries.map(({ message }) => message).join('\n') || `HTTP ${status}`);
    this.name = 'ApiError';
    this.status = status;
    this.entries = entries;
    this.requestId = requestId;
    this.retryAfter = retryAfter;
  }

  /** Whether an entry has that code. */
  has(code: string): boolean {
    return this.entries.some((entry) => entry.code === code);
  }
}

/** Makes an error of a refused answer, whatever its body is. */
export function toApiError(response: Response, body: unknown): ApiError {
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new ApiError(
    response.status,
    readEntries(body, response),
    response.headers.get('x-request-id'),
    Number.isFinite(retryAfter) ? retryAfter : null,
  );
}

function readEntries(body: unknown, response: Response): AdminErrorEntry[] {
  const list: readonly unknown[] = Array.isArray(body) ? body : [];
  const entries = list.flatMap((entry) => (isEntry(entry) ? [entry] : []));
  if (entries.length > 0) return entries;
  return [{ status: response.status, code: null, message: `HTTP ${response.status} ${response.statusText}`.trim() }];
}

function isEntry(value: unknown): value is AdminErrorEntry {
  return typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string';
}
