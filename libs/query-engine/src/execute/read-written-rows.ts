import type { Entity } from '@dx/entity-configuration';
import { ExactNumber } from '@dx/kernel';
import type { JsonObject, JsonValue } from '@dx/kernel';
import type { WrittenRow } from '@dx/plugin-registry';
import type { WriteNode } from '../plan/write-plan.js';
import type { WrittenLevel } from './read-written-tree.js';
import { parseExactJson } from '../record/exact-json.js';
import type { EncodedRows } from '@dx/database';

/** The rows of one endpoint that a request touched. */
export interface WrittenRows {
  readonly entity: Entity;
  readonly rows: readonly WrittenRow[];
}

/** A row's values by the names of its columns. */
export type ColumnFields = Readonly<Record<string, JsonValue>>;

/**
 * What plugins see of a write: per endpoint all its rows by column name, root first, then in order of appearance.
 * @param beforeOf the row before the write, null for a new row, undefined where no plugin wants it
 * @param isWritten false for a record that was only linked
 */
export function readWrittenRows(
  root: WrittenLevel,
  beforeOf: (node: WriteNode) => ColumnFields | null | undefined,
  isWritten: (node: WriteNode) => boolean = () => true,
): readonly WrittenRows[] {
  const byEntity = new Map<Entity, WrittenRow[]>();
  const levels = [root];
  for (const { level, nodes, tree, children } of levels) {
    levels.push(...children);
    const rows = byEntity.get(level.entity) ?? [];
    byEntity.set(level.entity, rows);
    for (const [place, node] of nodes.entries()) {
      if (!isWritten(node)) continue;
      const fields = fieldsOfRow(level.entity, tree.rows, place);
      const before = beforeOf(node);
      rows.push(toWrittenRow(level.entity, node.path, fields, before));
    }
  }
  return [...byEntity].map(([entity, rows]) => ({ entity, rows }));
}

/** A row as plugins see it. */
export function toWrittenRow(
  entity: Entity,
  path: string,
  fields: ColumnFields,
  before: ColumnFields | null | undefined,
): WrittenRow {
  const identifier = textOf(fields[entity.identifier.column.name]);
  return before === undefined ? { path, identifier, fields } : { path, identifier, fields, before };
}

/** An encoded row's fields by the names of their columns. */
export function fieldsOfRow(entity: Entity, rows: EncodedRows, row: number): ColumnFields {
  const record = parseExactJson(`${rows.bytes.toString('utf8', rows.starts[row], rows.ends[row])}}`) as JsonObject;
  const fields = Object.create(null) as Record<string, JsonValue>;
  for (const field of entity.fields) {
    if (Object.hasOwn(record, field.name)) fields[field.column.name] = record[field.name] as JsonValue;
  }
  return fields;
}

/** An identifier's text, as a path of a URL would have it. */
export function textOf(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' && !(value instanceof ExactNumber) ? JSON.stringify(value) : String(value);
}
