import { randomBytes, randomUUID } from 'node:crypto';
import { DATABASE } from '@dx/database';
import type { Database, SqlParam, SqlRow } from '@dx/database';
import { CodedException, contractErrors } from '@dx/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { checkUrl } from './check-url.js';
import { parseSubscription } from './parse-subscription.js';
import type { SendResult, Webhook, WebhookInput, WebhookTarget } from './webhook-model.js';
import { WEBHOOK_OPTIONS } from './webhook-options.js';
import type { WebhookOptions } from './webhook-options.js';
import { WebhookSender } from './webhook.sender.js';

const COLUMNS =
  'id, endpoints, operations, watched_fields, conditions, name, url, active, disabled_reason, failing_since, ' +
  'previous_until, created_by, created_at, updated_at';
const SECRET_BYTES = 32;
const HOUR_MS = 3_600_000;

/** A webhook and its secret, which is shown this once. */
export interface IssuedWebhook {
  readonly webhook: Webhook;
  readonly secret: string;
}

/** The subscriptions. Ids that are not there are answered by 404 (007). */
@Injectable()
export class WebhookStore {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly sender: WebhookSender,
    @Inject(WEBHOOK_OPTIONS) private readonly options: WebhookOptions,
  ) {}

  /** All webhooks, by name. */
  async list(): Promise<readonly Webhook[]> {
    const rows = await this.database.rows({ sql: `SELECT ${COLUMNS} FROM dx_webhook ORDER BY name, id`, params: [] });
    return rows.map(toWebhook);
  }

  async get(id: string): Promise<Webhook> {
    const sql = `SELECT ${COLUMNS} FROM dx_webhook WHERE id = ?`;
    const [row] = await this.database.rows({ sql, params: [id] });
    if (row === undefined) throw new CodedException(contractErrors.notFound());
    return toWebhook(row);
  }

  async create(input: WebhookInput, createdBy: string): Promise<IssuedWebhook> {
    checkUrl(input.url, this.options);
    const id = randomUUID();
    const secret = makeSecret();
    const now = Date.now();
    const columns = columnsOf(input);
    const all: Readonly<Record<string, SqlParam>> = {
      ...columns,
      id,
      secret,
      created_by: createdBy.slice(0, 255),
      created_at: now,
      updated_at: now,
    };
    await this.database.run({
      sql: `INSERT INTO dx_webhook (${Object.keys(all).join(', ')}) VALUES (${Object.keys(all)
        .map(() => '?')
        .join(', ')})`,
      params: Object.values(all),
    });
    return { webhook: await this.get(id), secret };
  }

  /** Changes what is given. Switching a webhook on forgets why the server switched it off. */
  async update(id: string, changes: Partial<WebhookInput>): Promise<Webhook> {
    const known = await this.get(id);
    if (changes.url !== undefined) checkUrl(changes.url, this.options);
    const revive = changes.active === true && !known.active;
    const columns: Readonly<Record<string, SqlParam>> = {
      ...columnsOf({ ...known, ...changes }),
      ...(revive ? { disabled_reason: null, failing_since: null } : {}),
      updated_at: Date.now(),
    };
    await this.database.run({
      sql: `UPDATE dx_webhook SET ${Object.keys(columns)
        .map((name) => `${name} = ?`)
        .join(', ')} WHERE id = ?`,
      params: [...Object.values(columns), id],
    });
    return this.get(id);
  }

  /** Removes a webhook with everything that was or is to be sent to it. */
  async remove(id: string): Promise<void> {
    await this.get(id);
    await this.database.transaction(async (tx) => {
      for (const table of ['dx_webhook_attempt', 'dx_webhook_outbox']) {
        await tx.run({ sql: `DELETE FROM ${table} WHERE webhook_id = ?`, params: [id] });
      }
      await tx.run({ sql: 'DELETE FROM dx_webhook WHERE id = ?', params: [id] });
    });
  }

  /** Makes a new secret; messages carry a second signature with the old one for the overlap. */
  async rotateSecret(id: string, overlapHours: number): Promise<IssuedWebhook> {
    await this.get(id);
    const secret = makeSecret();
    const now = Date.now();
    await this.database.run({
      sql: 'UPDATE dx_webhook SET previous_secret = secret, previous_until = ?, secret = ?, updated_at = ? WHERE id = ?',
      params: [now + overlapHours * HOUR_MS, secret, now, id],
    });
    return { webhook: await this.get(id), secret };
  }

  /** Sends a test message now, also to a webhook that is switched off; it is in no log. */
  async test(id: string): Promise<SendResult> {
    const sql = 'SELECT url, secret, previous_secret, previous_until FROM dx_webhook WHERE id = ?';
    const [row] = await this.database.rows({ sql, params: [id] });
    if (row === undefined) throw new CodedException(contractErrors.notFound());
    const target: WebhookTarget = {
      id,
      url: String(row[0]),
      secret: String(row[1]),
      previousSecret: row[2] === null ? null : String(row[2]),
      previousUntil: row[3] === null ? null : Number(row[3]),
      failingSince: null,
    };
    const now = Date.now();
    const data = JSON.stringify({ message: 'This is a test of the webhook.' });
    const about = { alias: 'test', recordId: '', operation: 'test', happenedAt: now, requestId: 'test', attempts: 0 };
    return this.sender.send(target, { ...about, id: '0', messageId: randomUUID(), webhookId: id, data }, now);
  }
}

/** Standard Webhooks' form of a secret. */
function makeSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
}

function columnsOf(input: WebhookInput): Readonly<Record<string, SqlParam>> {
  return {
    name: input.name,
    url: input.url,
    endpoints: JSON.stringify(input.endpoints),
    operations: JSON.stringify(input.operations),
    watched_fields: JSON.stringify(input.fields),
    conditions: JSON.stringify(input.conditions),
    active: input.active ? 1 : 0,
  };
}

function toWebhook(row: SqlRow): Webhook {
  const text = (index: number): string => String(row[index] ?? '');
  const instant = (index: number): string | null =>
    row[index] === null ? null : new Date(Number(row[index])).toISOString();
  return {
    ...parseSubscription(row.slice(0, 5).map(String)),
    name: text(5),
    url: text(6),
    active: text(7) === '1',
    disabledReason: row[8] === null ? null : text(8),
    failingSince: instant(9),
    previousSecretUntil: row[10] === null || Number(row[10]) <= Date.now() ? null : instant(10),
    createdBy: text(11),
    createdAt: instant(12) ?? '',
    updatedAt: instant(13) ?? '',
  };
}
