import type { EntityConfiguration } from '../model/definition.js';
import { findKeyColumns } from '../compile/find-key-columns.js';
import type { CheckContext } from './check-configuration.js';
import type { Findings } from './findings.js';

const ALIAS = /^[a-zA-Z0-9_-]+$/;
/** The stored columns hold 255 characters. */
const NAME_LENGTH_MAX = 255;

/** Table and alias: allowed, unique, well-formed, existing. */
export function checkTable(configuration: EntityConfiguration, context: CheckContext, findings: Findings): void {
  const { tableName, tableAlias } = configuration;
  const table = context.catalogue.tables.get(tableName);
  const reason = context.denyList.denyReason(tableName, context.catalogue);
  if (reason !== null) {
    const message = `Table name is not allowed for dynamic entity. Table: ${tableName}`;
    findings.error('denied-table', 'tableName', message);
  }
  const same = findings.purpose === 'save' ? context.others.get(tableAlias) : undefined;
  if (same !== undefined) {
    const message = `Table name or table alias is not unique for dynamic entity. Table: ${same.tableName}`;
    findings.error('duplicate-alias', 'tableAlias', message);
  }
  if (!ALIAS.test(tableAlias) || tableAlias.length > NAME_LENGTH_MAX) {
    const message = `Resource name \`${tableAlias}\` is not valid. Allowed characters: a-z, A-Z, 0-9, _ and - `;
    findings.error('invalid-alias', 'tableAlias', message);
  }
  if (reason !== null) return;
  if (table === undefined) {
    findings.error('unknown-table', 'tableName', `Table with name \`${tableName}\` does not exist`);
    return;
  }
  if (findKeyColumns(table).length > 0) return;
  const writes = configuration.definition.fields.some(
    (field) => field.isCreatable === true || field.isEditable === true,
  );
  if (writes || configuration.definition.isDeletable === true) {
    const what = table.kind === 'view' ? 'is a view' : 'has neither a primary key nor a unique key without null';
    findings.warning('read-only-table', 'tableName', `\`${tableName}\` ${what}: only GET works.`);
  }
}
