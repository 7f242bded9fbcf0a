import { DatabaseError } from '@dx/database';
import { CodedException, serverErrors } from '@dx/kernel';
import type { EngineParts } from '../engine-parts.js';

/**
 * What to throw for a statement's failure: when the table or a column is gone, the snapshot is told to look again and the
 * client reads 1970 for the endpoint; every other failure as it is.
 */
export function failureOf(error: unknown, alias: string, snapshots: EngineParts['snapshots']): unknown {
  if (!(error instanceof DatabaseError) || error.kind !== 'schema') return error;
  // Why not awaited: the answer does not depend on what the service finds, and it never rejects.
  void snapshots.reportDrift(alias);
  return new CodedException(serverErrors.configurationOutOfDate({ alias }), { cause: error });
}
