import { defineError } from './coded-error.js';

/** A field of a record that breaks a validation rule, and the sentence that says so. */
interface BrokenRule {
  readonly path: string;
  readonly field: string;
  readonly message: string;
}

/** Coded errors of this server beyond the contract; all codes are 1900 and up. */
export const serverErrors = {
  /** 1901: `page[limit]` or `page[offset]` is no whole number ≥ 0. */
  invalidPage: defineError<{ readonly parameter: string }>(
    '1901',
    400,
    ({ parameter }) => `The value of \`${parameter}\` must be a whole number, 0 or greater.`,
  ),
  /** 1902: `page[limit]` above the setting `PAGE_LIMIT_MAX`. */
  pageTooLarge: defineError<{ readonly max: number }>(
    '1902',
    400,
    ({ max }) => `The value of \`page[limit]\` must not be greater than ${max}.`,
  ),
  /** 1903: a filter value that cannot be a value of the field (DELETE only). */
  invalidFilterValue: defineError<{ readonly filterField: string }>(
    '1903',
    400,
    ({ filterField }) => `The value of filter field \`${filterField}\` is not a value of that field.`,
  ),
  /** 1910: the request target or a header cannot be read. */
  malformedRequest: defineError<{ readonly reason: string }>('1910', 400, ({ reason }) => reason),
  /** 1911: the body nests deeper than allowed. */
  bodyTooDeep: defineError<{ readonly max: number }>(
    '1911',
    400,
    ({ max }) => `The request body must not be nested deeper than ${max} levels.`,
  ),
  /** 1912: a key that no request may contain. */
  forbiddenKey: defineError<{ readonly key: string }>(
    '1912',
    400,
    ({ key }) => `The key \`${key}\` is not allowed in a request.`,
  ),
  /** 1913: the body is larger than `BODY_LIMIT` bytes. */
  bodyTooLarge: defineError<{ readonly max: number }>(
    '1913',
    413,
    ({ max }) => `The request body must not be larger than ${max} bytes.`,
  ),
  /** 1914: invalid JSON outside the contract's own routes. */
  malformedJson: defineError('1914', 400, () => 'The request body is not valid JSON.'),
  /** 1920: a value of an admin request breaks a rule; `path` names it, e.g. `fields[2].type`. */
  invalidInput: defineError<{ readonly path: string; readonly reason: string }>(
    '1920',
    400,
    ({ path, reason }) => `\`${path}\`: ${reason}`,
  ),
  /** 1921: somebody else saved in between; `current` is the revision that is stored now. */
  staleWrite: defineError<{ readonly current: string }>(
    '1921',
    409,
    ({ current }) =>
      `The stored version changed in the meantime (now ${current}). Load it again and repeat the change.`,
  ),
  /** 1922: the name is taken. */
  nameTaken: defineError<{ readonly path: string; readonly value: string }>(
    '1922',
    409,
    ({ path, value }) => `\`${path}\`: \`${value}\` is taken already.`,
  ),
  /** 1923: the operation would leave the installation without an owner, or contradicts the stored state. */
  conflict: defineError<{ readonly reason: string }>('1923', 409, ({ reason }) => reason),
  /** 1924: a change of a stored thing must say which version it is based on. */
  revisionMissing: defineError(
    '1924',
    428,
    () => 'Say which stored version the change is based on: send `If-Match` with its ETag, or `revision` in the body.',
  ),
  /** 1930: too many requests. */
  tooManyRequests: defineError('1930', 429, () => 'Too many requests. Please try again later.'),
  /** 1931: a change with a session's cookie that lacks the session's CSRF token, or that another site sent. */
  foreignRequest: defineError(
    '1931',
    403,
    () =>
      "The request was not sent by the Back Office itself. Send the session's CSRF token as `X-CSRF-Token`, from the same origin.",
  ),
  /** 1932: there is no session, or it has ended: logged out, expired, or the user was changed. */
  sessionEnded: defineError('1932', 401, () => 'The session has ended. Please log in again.'),
  /** 1933: a login that failed; the same for unknown, disabled and mistyped. */
  wrongLogin: defineError('1933', 401, () => 'The e-mail or the password is wrong.'),
  /** 1940: the database cannot be reached. */
  databaseUnavailable: defineError('1940', 503, () => 'The database cannot be reached. Please try again later.'),
  /** 1941: no free database connection within `POOL_ACQUIRE_TIMEOUT_MS`. */
  databaseBusy: defineError('1941', 503, () => 'All database connections are busy. Please try again later.'),
  /** 1942: the statement ran longer than `STATEMENT_TIMEOUT_MS`. */
  statementTimeout: defineError('1942', 504, () => 'The database did not answer in time.'),
  /** 1943: still deadlocked or waiting for a lock after all retries; nothing was stored. */
  lockConflict: defineError(
    '1943',
    503,
    () => 'The records are locked by other requests. Nothing was stored. Please try again.',
  ),
  /** 1944: the server is shutting down. */
  shuttingDown: defineError('1944', 503, () => 'The server is shutting down. Please try again.'),
  /** 1945: the request took longer than `REQUEST_TIMEOUT_MS`. */
  requestTimeout: defineError('1945', 504, () => 'The request could not be answered in time.'),
  /** 1946: the database refuses writes (read-only, disk full, …). */
  databaseReadOnly: defineError('1946', 503, () => 'The database does not accept writes at the moment.'),
  /** 1950: `include` deeper or wider than allowed. */
  includeTooLarge: defineError<{ readonly reason: string }>('1950', 400, ({ reason }) => reason),
  /** 1951: more items in a batch, or values in a filter list, than allowed. */
  batchTooLarge: defineError<{ readonly path: string; readonly max: number }>(
    '1951',
    400,
    ({ path, max }) => `\`${path}\` must not have more than ${max} entries.`,
  ),
  /** 1952: more included child rows than allowed. */
  tooManyChildren: defineError<{ readonly relation: string; readonly max: number }>(
    '1952',
    400,
    ({ relation, max }) =>
      `Relation \`${relation}\` has more than ${max} records here. Use a smaller page or the endpoint of the relation.`,
  ),
  /** 1953: a filter on included records whose relation is not included. */
  filterNotIncluded: defineError<{ readonly chain: string }>(
    '1953',
    400,
    ({ chain }) => `\`includeFilter\` needs the relation that it filters: add \`${chain}\` to \`include\`.`,
  ),
  /** 1960: DELETE on a collection without an effective filter. */
  deleteNeedsFilter: defineError(
    '1960',
    400,
    () => 'Deleting records of a collection needs at least one filter. Nothing was deleted.',
  ),
  /** 1961: the identifier column is not unique and names several rows; nothing was changed. */
  ambiguousIdentifier: defineError<{ readonly path: string }>(
    '1961',
    409,
    ({ path }) => `The identifier of \`${path}\` names more than one record. Nothing was changed.`,
  ),
  /** 1962: the table has no key, so single rows cannot be addressed. */
  readOnlyEntity: defineError<{ readonly alias: string }>(
    '1962',
    405,
    ({ alias }) => `The entity \`${alias}\` is read-only.`,
  ),
  /** 1963: an item that is marked with `$unlink` cannot be unlinked. */
  invalidUnlink: defineError<{ readonly path: string; readonly reason: string }>(
    '1963',
    400,
    ({ path, reason }) => `\`${path}\` cannot be unlinked: ${reason}`,
  ),
  /** 1970: the table changed so that the endpoint cannot work until its configuration is corrected. */
  configurationOutOfDate: defineError<{ readonly alias: string }>(
    '1970',
    503,
    ({ alias }) => `The configuration of \`${alias}\` is out of date. An administrator was told.`,
  ),
  /** 1980: a plugin failed in a way that it did not foresee; the unit of work was undone. */
  pluginFailed: defineError<{ readonly plugin: string }>(
    '1980',
    500,
    ({ plugin }) => `The plugin \`${plugin}\` failed. Nothing was stored.`,
  ),
  /** 1981: the endpoint asks for a plugin that is not loaded or whose settings are wrong. */
  pluginUnavailable: defineError<{ readonly alias: string }>(
    '1981',
    503,
    ({ alias }) => `A plugin of \`${alias}\` is not available. An administrator was told.`,
  ),
  /** 1985: a value does not match the pattern of a validation rule; `message` is the rule's own or a plain one. */
  rulePattern: defineError<BrokenRule>('1985', 400, ({ message }) => message),
  /** 1986: a value is none of those that a validation rule allows. */
  ruleEnum: defineError<BrokenRule>('1986', 400, ({ message }) => message),
  /** 1987: two fields of a record contradict a validation rule. */
  ruleCompare: defineError<BrokenRule>('1987', 400, ({ message }) => message),
  /** 1988: another record has the same values in fields that a validation rule wants to be unique together. */
  ruleUnique: defineError<BrokenRule>('1988', 409, ({ message }) => message),
  /** 1989: a value is not in the table in which a validation rule looks for it. */
  ruleExists: defineError<BrokenRule>('1989', 400, ({ message }) => message),
  /** 1999: an unforeseen fault; the request id leads to it in the log. */
  fault: defineError('1999', 500, () => 'Something went wrong!'),
} as const;
