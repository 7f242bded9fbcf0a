import type { Logger } from 'typeorm';

const nothing = (): void => undefined;

/** Why silent: TypeORM prints failures past the server's own log; they are thrown anyway, and logged where they are caught. */
export const SILENT_LOGGER: Logger = {
  logQuery: nothing,
  logQueryError: nothing,
  logQuerySlow: nothing,
  logSchemaBuild: nothing,
  logMigration: nothing,
  log: nothing,
};
