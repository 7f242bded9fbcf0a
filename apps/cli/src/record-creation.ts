import { randomUUID } from 'node:crypto';
import { AuditLog } from '@dx/builtin-plugins';
import type { INestApplicationContext } from '@nestjs/common';
import { type AdminResource, AdminStates } from '../../api/src/back-office/audit/admin.states.js';
import { describeAdminChange } from '../../api/src/back-office/audit/describe-admin-change.js';
import { toAdminEntry } from '../../api/src/back-office/audit/to-admin-entry.js';
import { CLI_CALLER } from './cli-caller.js';
import type { Terminal } from './terminal.js';

/**
 * Writes down that a command made something, as the Back Office does. Why a failure is only told: what was made is made,
 * and its secret must still be shown.
 */
export async function recordCreation(
  app: INestApplicationContext,
  terminal: Terminal,
  { resource, id }: { readonly resource: AdminResource; readonly id: string },
): Promise<void> {
  const { kind, id: actorId, name } = CLI_CALLER;
  try {
    const made = await app.get(AdminStates).read(resource, id);
    const scope = { actor: { kind, id: actorId, name }, requestId: randomUUID() };
    const changes = describeAdminChange(null, made);
    await app.get(AuditLog).record([toAdminEntry(scope, { resource, operation: 'create', id, changes })]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    terminal.note(`Warning: this is in no audit log: ${reason}`);
  }
}
