import { CodedException } from '@dx/kernel';
import { QueryFailedError } from 'typeorm';
import { DatabaseError } from '../database-error.js';

/**
 * Turns an error of TypeORM or its driver into one of ours by the dialect's `translate`; errors of the work itself and of
 * TypeORM's own checks are handed back as they are.
 */
export function translateMetadataError(error: unknown, translate: (driverError: Error) => unknown): unknown {
  if (error instanceof CodedException || error instanceof DatabaseError) return error;
  if (error instanceof QueryFailedError) return translate(error.driverError as Error);
  const fromDriver = error instanceof Error && ('errno' in error || 'fatal' in error || 'rawCode' in error);
  return fromDriver ? translate(error) : error;
}
