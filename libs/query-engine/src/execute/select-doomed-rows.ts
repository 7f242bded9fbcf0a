import type { RowEncoding, SqlKey, SqlParam, Transaction } from '@dx/database';
import type { Entity } from '@dx/entity-configuration';
import { itemPath } from '@dx/kernel';
import type { WrittenRow } from '@dx/plugin-registry';
import type { EngineParts } from '../engine-parts.js';
import { encodingOf, keyColumnsOf, shapeOf } from '../plan/row-shape.js';
import { fieldsOfRow, toWrittenRow } from './read-written-rows.js';
import type { Filter } from '../request/parse-filters.js';
import { compileWhere } from '../sql/compile-where.js';
import { readRowsByKeys } from './read-rows-by-keys.js';
import { runStatement } from './refused-statement.js';

/** A row that is about to be deleted. */
export interface DoomedRow {
  /** Values of the entity's key columns. */
  readonly key: readonly SqlParam[];
  /** The key as one text. */
  readonly keyText: string;
  /** Its identifier as the database prints it. */
  readonly identifier: string;
  /** `{"id_country":1}`: what is left of it in an answer. */
  readonly json: string;
}

/** Finds and locks the rows that a DELETE means, in the order of their keys. */
export async function selectDoomedRows(
  tx: Transaction,
  parts: EngineParts,
  entity: Entity,
  filters: readonly Filter[],
): Promise<readonly DoomedRow[]> {
  const { identifier, keyColumns, keyQuoted } = entity;
  const where = compileWhere(filters);
  const select = [identifier.quoted, ...keyQuoted, identifier.quoted].join(', ');
  const order = keyQuoted.join(', ');
  const statement = {
    sql: `SELECT ${select} FROM ${entity.quotedTable} WHERE ${where.sql} ORDER BY ${order}${tx.dialect.forUpdate}`,
    params: where.params,
  };
  const rows = await runStatement(parts, entity, [], () => tx.json(statement, identifierEncoding(entity)));
  return rows.keys.map((texts, row) => ({
    key: keyColumns.map(({ type }, index) => toParam(type.kind === 'binary', texts[index] ?? null)),
    keyText: JSON.stringify(texts.slice(0, keyColumns.length)),
    identifier: texts[keyColumns.length] ?? '',
    json: `${rows.bytes.toString('utf8', rows.starts[row], rows.ends[row])}}`,
  }));
}

const encodings = new WeakMap<Entity, RowEncoding>();

function identifierEncoding(entity: Entity): RowEncoding {
  let encoding = encodings.get(entity);
  if (encoding === undefined) {
    const columns = encodingOf(entity).columns.filter(({ name }) => name === entity.identifier.name);
    encodings.set(entity, (encoding = { columns, keyCount: entity.keyColumns.length + 1 }));
  }
  return encoding;
}

function toParam(binary: boolean, text: SqlKey): SqlParam {
  return binary && text !== null ? Buffer.from(text, 'latin1') : text;
}

/** What plugins see of rows that are deleted. */
export interface SeenRows {
  /** Rows as plugins see them, in the given order. */
  of(rows: readonly DoomedRow[]): readonly { readonly keyText: string; readonly row: WrittenRow }[];
}

/** Reads the rows completely before they are gone; for plugins. */
export async function readDoomedRows(
  tx: Transaction,
  { plugins }: EngineParts,
  entity: Entity,
  doomed: readonly DoomedRow[],
): Promise<SeenRows> {
  const shape = shapeOf(entity, keyColumnsOf(entity));
  const keys = doomed.map(({ key }) => key);
  const { rows, rowOf } = await readRowsByKeys(tx, shape, keys);
  const { needsBefore } = plugins.hooksOf(entity);
  const seen = new Map<string, WrittenRow>();
  for (const [index, { keyText }] of doomed.entries()) {
    const row = rowOf[index] ?? -1;
    if (row < 0) continue;
    const fields = fieldsOfRow(entity, rows, row);
    seen.set(keyText, toWrittenRow(entity, itemPath(entity.alias, index), fields, needsBefore ? fields : undefined));
  }
  return {
    of: (chosen) =>
      chosen.flatMap(({ keyText }) => {
        const row = seen.get(keyText);
        return row === undefined ? [] : [{ keyText, row }];
      }),
  };
}
