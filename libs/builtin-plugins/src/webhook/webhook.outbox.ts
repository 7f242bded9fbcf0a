import { DATABASE } from '@dx/database';
import type { Database, SqlParam, SqlRow, SqlRunner } from '@dx/database';
import { Inject, Injectable } from '@nestjs/common';
import type { OutboxMessage, SendResult, WebhookTarget } from './webhook-model.js';

/** A message that this dispatcher may send, and nobody else until its lease ends. */
export interface ClaimedMessage {
  readonly message: OutboxMessage;
  readonly target: WebhookTarget;
  readonly lease: string;
}

/** What to claim. */
export interface ClaimRequest {
  readonly now: number;
  readonly lease: string;
  readonly leasedUntil: number;
  readonly limit: number;
  readonly perWebhook: number;
  /** Messages under way, by webhook. */
  readonly busy: ReadonlyMap<string, number>;
}

/** What becomes of a message after an attempt. */
export interface Outcome {
  readonly status: 'delivered' | 'pending' | 'dead';
  /** For `pending`. */
  readonly nextAttemptAt: number;
  /** Why the webhook is to be switched off; null leaves it on. */
  readonly disable: string | null;
}

const CANDIDATES_PER_SLOT = 4;
const OUTBOX = 'dx_webhook_outbox';

/** The dispatcher's side of the outbox: claiming messages that are due, and noting what came of them. */
@Injectable()
export class WebhookOutbox {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /**
   * Leases messages that are due: of each record only the oldest that is not done, so that a receiver sees its changes in
   * order. Several instances never lease the same message; a lease ends by itself when its holder dies.
   */
  async claim(request: ClaimRequest): Promise<readonly ClaimedMessage[]> {
    const ids = await this.findCandidates(request);
    if (ids.length === 0) return [];
    return this.database.transaction(async (tx) => {
      // Why locked and looked at again: another instance may have leased one since.
      const skipLocked = tx.dialect.forUpdate === '' ? '' : `${tx.dialect.forUpdate} SKIP LOCKED`;
      const free = await tx.rows({
        sql: `SELECT id FROM ${OUTBOX} WHERE id IN (${marks(ids)}) AND status = 'pending' AND next_attempt_at <= ?
          AND (leased_until IS NULL OR leased_until <= ?)${skipLocked}`,
        params: [...ids, request.now, request.now],
      });
      const claimed = free.map(([id]) => String(id));
      if (claimed.length === 0) return [];
      await tx.run({
        sql: `UPDATE ${OUTBOX} SET lease_owner = ?, leased_until = ? WHERE id IN (${marks(claimed)})`,
        params: [request.lease, request.leasedUntil, ...claimed],
      });
      return readClaimed(tx, claimed, request.lease);
    });
  }

  /** Notes an attempt; nothing happens when the lease was lost in the meantime. */
  async finish(
    { message, target, lease }: ClaimedMessage,
    result: SendResult,
    outcome: Outcome,
    now: number,
  ): Promise<void> {
    const attempts = message.attempts + 1;
    await this.database.transaction(async (tx) => {
      const { affectedRows } = await tx.run({
        sql: `UPDATE ${OUTBOX} SET status = ?, attempts = ?, next_attempt_at = ?, finished_at = ?,
          lease_owner = NULL, leased_until = NULL WHERE id = ? AND lease_owner = ? AND status = 'pending'`,
        params: [
          outcome.status,
          attempts,
          outcome.nextAttemptAt,
          outcome.status === 'pending' ? null : now,
          message.id,
          lease,
        ],
      });
      if (affectedRows === 0) return;
      await tx.run({
        sql: `INSERT INTO dx_webhook_attempt
          (outbox_id, webhook_id, attempt, happened_at, status, latency_ms, response, error) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        params: [message.id, target.id, attempts, now, result.status, result.latencyMs, result.response, result.error],
      });
      await noteHealth(tx, target, result.error === null, outcome.disable, now);
    });
  }

  /** Gives leases back, for messages that were not sent. */
  async release(claimed: readonly ClaimedMessage[]): Promise<void> {
    for (const { message, lease } of claimed) {
      await this.database.run({
        sql: `UPDATE ${OUTBOX} SET lease_owner = NULL, leased_until = NULL WHERE id = ? AND lease_owner = ?`,
        params: [message.id, lease],
      });
    }
  }

  /** Removes at most `limit` messages that were done before `moment`, with their attempts; returns how many. */
  async removeDone(moment: number, limit: number): Promise<number> {
    return this.database.transaction(async (tx) => {
      const rows = await tx.rows({
        sql: `SELECT id FROM ${OUTBOX} WHERE status IN ('delivered', 'dead') AND finished_at < ?
          ORDER BY id LIMIT ${Math.trunc(limit)}`,
        params: [moment],
      });
      const ids = rows.map(([id]) => String(id));
      if (ids.length === 0) return 0;
      await tx.run({ sql: `DELETE FROM dx_webhook_attempt WHERE outbox_id IN (${marks(ids)})`, params: ids });
      await tx.run({ sql: `DELETE FROM ${OUTBOX} WHERE id IN (${marks(ids)})`, params: ids });
      return ids.length;
    });
  }

  private async findCandidates({ now, limit, perWebhook, busy }: ClaimRequest): Promise<readonly string[]> {
    const full = [...busy].filter(([, count]) => count >= perWebhook).map(([id]) => id);
    const others = full.length === 0 ? '' : `AND o.webhook_id NOT IN (${marks(full)})`;
    const rows = await this.database.rows({
      sql: `SELECT o.id, o.webhook_id FROM ${OUTBOX} o JOIN dx_webhook w ON w.id = o.webhook_id AND w.active = 1
        WHERE o.status = 'pending' AND o.next_attempt_at <= ? AND (o.leased_until IS NULL OR o.leased_until <= ?) ${others}
        AND NOT EXISTS (SELECT 1 FROM ${OUTBOX} e WHERE e.order_key = o.order_key AND e.status = 'pending' AND e.id < o.id)
        ORDER BY o.next_attempt_at, o.id LIMIT ${limit * CANDIDATES_PER_SLOT}`,
      params: [now, now, ...full],
    });
    const taken = new Map(busy);
    const ids: string[] = [];
    for (const [id, webhookId] of rows.map((row) => row.map(String))) {
      const count = taken.get(webhookId as string) ?? 0;
      if (count >= perWebhook || ids.length >= limit) continue;
      taken.set(webhookId as string, count + 1);
      ids.push(id as string);
    }
    return ids;
  }
}

async function readClaimed(tx: SqlRunner, ids: readonly string[], lease: string): Promise<readonly ClaimedMessage[]> {
  const rows = await tx.rows({
    sql: `SELECT o.id, o.message_id, o.webhook_id, o.alias, o.record_id, o.operation, o.happened_at, o.request_id, o.data,
      o.attempts, w.url, w.secret, w.previous_secret, w.previous_until, w.failing_since
      FROM ${OUTBOX} o JOIN dx_webhook w ON w.id = o.webhook_id WHERE o.id IN (${marks(ids)}) ORDER BY o.id`,
    params: ids,
  });
  return rows.map((row) => toClaimed(row, lease));
}

function toClaimed(row: SqlRow, lease: string): ClaimedMessage {
  const [id, messageId, webhookId, alias, recordId, operation, , requestId, data] = row.map(String);
  const numberOrNull = (index: number): number | null => (row[index] === null ? null : Number(row[index]));
  const message = { id, messageId, webhookId, alias, recordId, operation, requestId, data } as OutboxMessage;
  return {
    message: { ...message, happenedAt: Number(row[6]), attempts: Number(row[9]) },
    target: {
      id: webhookId as string,
      url: String(row[10]),
      secret: String(row[11]),
      previousSecret: row[12] === null ? null : String(row[12]),
      previousUntil: numberOrNull(13),
      failingSince: numberOrNull(14),
    },
    lease,
  };
}

async function noteHealth(
  tx: SqlRunner,
  target: WebhookTarget,
  succeeded: boolean,
  disable: string | null,
  now: number,
): Promise<void> {
  const change = async (sql: string, params: readonly SqlParam[]): Promise<void> =>
    void (await tx.run({ sql: `UPDATE dx_webhook SET ${sql} WHERE id = ?`, params: [...params, target.id] }));
  if (disable !== null) await change('active = 0, disabled_reason = ?, updated_at = ?', [disable, now]);
  else if (succeeded && target.failingSince !== null) await change('failing_since = NULL', []);
  else if (!succeeded && target.failingSince === null) await change('failing_since = ?', [now]);
}

function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}
