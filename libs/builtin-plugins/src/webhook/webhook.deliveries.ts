import { DATABASE } from '@dx/database';
import type { Database, SqlParam, SqlRow } from '@dx/database';
import { CodedException, contractErrors } from '@dx/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { Delivery, DeliveryAttempt, DeliveryStatus } from './webhook-model.js';

const COLUMNS =
  'id, message_id, webhook_id, alias, record_id, operation, happened_at, request_id, status, attempts, ' +
  'next_attempt_at, finished_at';
const OUTBOX = 'dx_webhook_outbox';

/** Which messages are asked for. */
export interface DeliveryFilter {
  readonly webhookId?: string;
  readonly status?: DeliveryStatus;
  readonly alias?: string;
  readonly recordId?: string;
  readonly operation?: string;
  /** Messages older than this one; the last id of the page before. */
  readonly before?: string;
  readonly limit: number;
}

/** A message with its body and attempts. */
export interface DeliveryDetails {
  readonly delivery: Delivery;
  readonly log: readonly DeliveryAttempt[];
  /** JSON text of the event's data. */
  readonly data: string;
}

/** The delivery log: what was sent, what is to be sent, what was given up; and sending again. */
@Injectable()
export class WebhookDeliveries {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** A page of messages, the latest first. */
  async list(filter: DeliveryFilter): Promise<readonly Delivery[]> {
    const wanted: readonly (readonly [string, SqlParam | undefined])[] = [
      ['id < ?', filter.before],
      ['webhook_id = ?', filter.webhookId],
      ['status = ?', filter.status],
      ['alias = ?', filter.alias],
      ['record_id = ?', filter.recordId],
      ['operation = ?', filter.operation],
    ];
    const conditions = wanted.filter(([, value]) => value !== undefined);
    const where = conditions.length === 0 ? '' : ` WHERE ${conditions.map(([sql]) => sql).join(' AND ')}`;
    const rows = await this.database.rows({
      sql: `SELECT ${COLUMNS} FROM ${OUTBOX}${where} ORDER BY id DESC LIMIT ${Math.trunc(filter.limit)}`,
      params: conditions.map(([, value]) => value as SqlParam),
    });
    return rows.map(toDelivery);
  }

  /** One message with every attempt. */
  async get(id: string): Promise<DeliveryDetails> {
    const sql = `SELECT ${COLUMNS}, data FROM ${OUTBOX} WHERE id = ?`;
    const [row] = /^\d{1,18}$/.test(id) ? await this.database.rows({ sql, params: [id] }) : [];
    if (row === undefined) throw new CodedException(contractErrors.notFound());
    const attempts = await this.database.rows({
      sql: `SELECT attempt, happened_at, status, latency_ms, response, error FROM dx_webhook_attempt
        WHERE outbox_id = ? ORDER BY id`,
      params: [id],
    });
    return { delivery: toDelivery(row), log: attempts.map(toAttempt), data: String(row[12]) };
  }

  /** Sends a message again as soon as possible, with the same id and the whole schedule of retries before it. */
  async resend(id: string): Promise<Delivery> {
    await this.get(id);
    await this.requeue('id = ? AND (leased_until IS NULL OR leased_until <= ?)', [id, Date.now()]);
    return (await this.get(id)).delivery;
  }

  /** Sends everything again that was given up, of one webhook; returns how many messages that are. */
  async replayDead(webhookId: string, since: Date | null): Promise<number> {
    const params = [webhookId, since?.getTime() ?? 0];
    return this.requeue("webhook_id = ? AND status = 'dead' AND happened_at >= ?", params);
  }

  private async requeue(where: string, params: readonly SqlParam[]): Promise<number> {
    const { affectedRows } = await this.database.run({
      sql: `UPDATE ${OUTBOX} SET status = 'pending', attempts = 0, next_attempt_at = ?, finished_at = NULL,
        lease_owner = NULL, leased_until = NULL WHERE ${where}`,
      params: [Date.now(), ...params],
    });
    return affectedRows;
  }
}

function toDelivery(row: SqlRow): Delivery {
  const text = (index: number): string => String(row[index] ?? '');
  const instant = (index: number): string | null =>
    row[index] === null ? null : new Date(Number(row[index])).toISOString();
  const status = text(8) as DeliveryStatus;
  return {
    id: text(0),
    messageId: text(1),
    webhookId: text(2),
    alias: text(3),
    recordId: text(4),
    operation: text(5),
    at: instant(6) ?? '',
    requestId: text(7),
    status,
    attempts: Number(row[9]),
    nextAttemptAt: status === 'pending' ? instant(10) : null,
    finishedAt: instant(11),
  };
}

function toAttempt(row: SqlRow): DeliveryAttempt {
  const textOrNull = (index: number): string | null => (row[index] === null ? null : String(row[index]));
  return {
    attempt: Number(row[0]),
    at: new Date(Number(row[1])).toISOString(),
    status: row[2] === null ? null : Number(row[2]),
    latencyMs: Number(row[3]),
    response: textOrNull(4),
    error: textOrNull(5),
  };
}
