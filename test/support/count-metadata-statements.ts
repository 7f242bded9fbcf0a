import type { MetadataStore } from '@dx/database';

/** A store of own tables that notes every statement of its transactions. */
export interface CountedMetadata {
  readonly metadata: MetadataStore;
  /** In the order in which they ran; a test may empty it. */
  readonly statements: string[];
}

/** Wraps a store so that a test can see what a write costs. */
export function countMetadataStatements(metadata: MetadataStore): CountedMetadata {
  const statements: string[] = [];
  return {
    statements,
    metadata: {
      ...metadata,
      write: (work) =>
        metadata.write(async (manager) => {
          const runner = manager.queryRunner;
          if (runner === undefined) throw new Error('a transaction has a query runner');
          const original = runner.query.bind(runner);
          runner.query = ((sql: string, ...rest: unknown[]) => {
            statements.push(sql);
            return (original as (...values: unknown[]) => unknown)(sql, ...rest);
          }) as typeof runner.query;
          try {
            return await work(manager);
          } finally {
            runner.query = original;
          }
        }),
    },
  };
}
