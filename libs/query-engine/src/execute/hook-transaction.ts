import type { SqlValue, Transaction } from '@dx/database';
import type { HookTransaction } from '@dx/plugin-registry';
import type { EngineParts } from '../engine-parts.js';
import { findTuples } from './find-tuples.js';

/** The transaction that is under way as plugins see it: their own statements, values by column name. */
export function hookTransactionOf(
  tx: Transaction,
  { catalogue, denyList }: Pick<EngineParts, 'catalogue' | 'denyList'>,
): HookTransaction {
  return {
    async query(sql, params) {
      const { names, rows } = await tx.namedRows({ sql, params });
      return rows.map((row) => {
        const record = Object.create(null) as Record<string, SqlValue>;
        for (const [index, name] of names.entries()) record[name] = row[index] ?? null;
        return record;
      });
    },
    async execute(sql, params) {
      const { affectedRows } = await tx.run({ sql, params });
      return { affectedRows };
    },
    async lookup(lookup) {
      return findTuples(tx, await catalogue.current(), denyList, lookup);
    },
  };
}
