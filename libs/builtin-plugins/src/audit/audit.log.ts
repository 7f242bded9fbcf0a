import { DATABASE } from '@dx/database';
import type { Database, SqlRow } from '@dx/database';
import { Inject, Injectable } from '@nestjs/common';
import { insertRows } from '../storage/insert-rows.js';
import type { Execute } from '../storage/insert-rows.js';
import type { Actor, AuditEntry, AuditFilter, FieldChange, NewAuditEntry } from './audit-entry.js';

const WRITTEN = [
  'happened_at',
  'source',
  'operation',
  'alias',
  'table_name',
  'record_id',
  'actor_kind',
  'actor_id',
  'actor_name',
  'request_id',
  'changes',
] as const;
const TEXT_MAX = 255;

/** The audit log: who changed what, when. Entries are added and, after their time, removed; never changed. */
@Injectable()
export class AuditLog {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Writes entries on their own; plugins write them with `writeEntries` in the transaction that they tell of. */
  async record(entries: readonly NewAuditEntry[]): Promise<void> {
    await writeEntries((sql, params) => this.database.run({ sql, params }), entries);
  }

  /** A page of entries, the latest first. */
  async list(filter: AuditFilter): Promise<readonly AuditEntry[]> {
    const { where, params } = conditionsOf(filter);
    const rows = await this.database.rows({
      sql: `SELECT id, ${WRITTEN.join(', ')} FROM dx_audit${where} ORDER BY id DESC LIMIT ${Math.trunc(filter.limit)}`,
      params,
    });
    return rows.map(toEntry);
  }

  /** Removes at most `limit` entries older than `moment`, the oldest first; returns how many. */
  async removeOlderThan(moment: Date, limit: number): Promise<number> {
    const oldest = `SELECT id FROM dx_audit WHERE happened_at < ? ORDER BY id LIMIT ${Math.trunc(limit)}`;
    const { affectedRows } = await this.database.run({
      // Why a table in between: MySQL takes no LIMIT inside of IN, and SQLite none behind DELETE.
      sql: `DELETE FROM dx_audit WHERE id IN (SELECT id FROM (${oldest}) oldest)`,
      params: [moment.getTime()],
    });
    return affectedRows;
  }
}

/** Writes entries through a transaction or the database itself. */
export async function writeEntries(execute: Execute, entries: readonly NewAuditEntry[]): Promise<void> {
  const rows = entries.map(({ at, source, operation, alias, table, recordId, actor, requestId, changes }) => [
    at.getTime(),
    source,
    operation,
    alias,
    table,
    recordId === null ? null : recordId.slice(0, TEXT_MAX),
    actor.kind,
    actor.id.slice(0, TEXT_MAX),
    actor.name.slice(0, TEXT_MAX),
    requestId.slice(0, TEXT_MAX),
    changes,
  ]);
  await insertRows(execute, 'dx_audit', WRITTEN, rows);
}

function conditionsOf(filter: AuditFilter): { readonly where: string; readonly params: readonly (string | number)[] } {
  const parts: { readonly sql: string; readonly params: readonly (string | number)[] }[] = [];
  const add = (sql: string, ...params: (string | number | undefined)[]): void => {
    if (params.every((value) => value !== undefined)) parts.push({ sql, params: params });
  };
  add('id < ?', filter.before);
  add('source = ?', filter.source);
  add('alias = ?', filter.alias);
  add('record_id = ?', filter.recordId);
  add('(actor_name = ? OR actor_id = ?)', filter.actor, filter.actor);
  add('operation = ?', filter.operation);
  add('request_id = ?', filter.requestId);
  add('happened_at >= ?', filter.from?.getTime());
  add('happened_at < ?', filter.to?.getTime());
  return {
    where: parts.length === 0 ? '' : ` WHERE ${parts.map(({ sql }) => sql).join(' AND ')}`,
    params: parts.flatMap(({ params }) => params),
  };
}

function toEntry(row: SqlRow): AuditEntry {
  const text = (index: number): string => String(row[index] ?? '');
  const orNull = (index: number): string | null => (row[index] === null ? null : text(index));
  return {
    id: text(0),
    at: new Date(Number(row[1])).toISOString(),
    source: text(2) as AuditEntry['source'],
    operation: text(3),
    alias: text(4),
    table: orNull(5),
    recordId: orNull(6),
    actor: { kind: text(7) as Actor['kind'], id: text(8), name: text(9) },
    requestId: text(10),
    changes: JSON.parse(text(11)) as readonly FieldChange[],
  };
}
