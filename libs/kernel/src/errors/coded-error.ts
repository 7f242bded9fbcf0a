/** One coded answer: what a client reads of a broken rule. `path` is kept for logs and tools; the contract's own text already names it. */
export interface CodedError {
  readonly status: number;
  /** A string as the contract sends it; `null` only where the contract itself sends null. */
  readonly code: string | null;
  readonly message: string;
  /** Where in the request, e.g. `countries[0].iso2_code`. */
  readonly path?: string;
}

/** Makes coded errors of one kind; `Params` are what its sentence needs. */
export type ErrorFactory<Params> = (params: Params) => CodedError;

/**
 * Defines one entry of the error catalogue.
 * @param code the wire code
 * @param status the HTTP status that goes with it
 * @param message builds the sentence; contract sentences are quoted exactly
 */
export function defineError<Params = void>(
  code: string | null,
  status: number,
  message: (params: Params) => string,
): ErrorFactory<Params> {
  return (params) => {
    const path = pathOf(params);
    return path === undefined
      ? { status, code, message: message(params) }
      : { status, code, message: message(params), path };
  };
}

function pathOf(params: unknown): string | undefined {
  if (typeof params !== 'object' || params === null || !('path' in params)) return undefined;
  const path = params.path;
  if (typeof path !== 'string') return undefined;
  return 'field' in params && typeof params.field === 'string' ? `${path}.${params.field}` : path;
}

/** What every library throws for a foreseen failure: one or more coded errors, in the order in which they are answered. */
export class CodedException extends Error {
  readonly errors: readonly [CodedError, ...CodedError[]];
  /** Seconds after which a retry makes sense; sent as `Retry-After`. */
  readonly retryAfter: number | undefined;

  constructor(
    errors: CodedError | readonly CodedError[],
    options: { readonly cause?: unknown; readonly retryAfter?: number } = {},
  ) {
    const [first, ...rest] = Array.isArray(errors) ? (errors as readonly CodedError[]) : [errors as CodedError];
    if (first === undefined) throw new TypeError('a CodedException needs at least one error');
    super([first, ...rest].map((error) => error.message).join(' | '), { cause: options.cause });
    this.name = 'CodedException';
    this.errors = [first, ...rest];
    this.retryAfter = options.retryAfter;
  }
}
