import type { Entity } from '@dx/entity-configuration';
import { ExactNumber, serverErrors } from '@dx/kernel';
import type { JsonValue } from '@dx/kernel';
import { changedColumns } from '@dx/plugin-registry';
import type { HookTransaction, PluginViolation, WrittenRow } from '@dx/plugin-registry';
import { brokenComparison } from './check-input.js';
import { compareValues, kindOf } from './compare-values.js';
import { sentence } from './sentence.js';
import type { CompareRule, ExistsRule, UniqueRule, ValidationRule } from './validation-settings.js';

/** The rows of one endpoint that a request wrote, still inside its transaction. */
export interface WrittenBatch {
  readonly entity: Entity;
  readonly rows: readonly WrittenRow[];
  readonly tx: HookTransaction;
}

/**
 * Asks the rules that need whole rows or other rows, of the rows as they are stored now. A row that was there is asked
 * only when one of the rule's fields changed, so that old rows which break a new rule can still be changed otherwise.
 */
export async function checkRows(
  rules: readonly ValidationRule[],
  batch: WrittenBatch,
): Promise<readonly PluginViolation[]> {
  const changed = new Map(batch.rows.map((row) => [row, new Set(changedColumns(row))]));
  const isNew = ({ before }: WrittenRow): boolean => before === undefined || before === null;
  const violations: PluginViolation[] = [];
  for (const rule of rules) {
    if (rule.kind === 'pattern' || rule.kind === 'enum') continue;
    const columns = columnsOf(rule, batch.entity);
    if (columns === null) continue;
    const rows = batch.rows.filter((row) => isNew(row) || columns.some((column) => changed.get(row)?.has(column)));
    if (rows.length > 0) violations.push(...(await checkRule(rule, columns, { ...batch, rows })));
  }
  return violations;
}

/** The columns of a rule's fields; null when one of them is not offered any more. */
function columnsOf(rule: CompareRule | UniqueRule | ExistsRule, { fieldsByName }: Entity): readonly string[] | null {
  const names = rule.kind === 'unique' ? rule.fields : [rule.field, ...(rule.kind === 'compare' ? [rule.other] : [])];
  const columns = names.flatMap((name) => fieldsByName.get(name)?.column.name ?? []);
  return columns.length === names.length ? columns : null;
}

async function checkRule(
  rule: CompareRule | UniqueRule | ExistsRule,
  columns: readonly string[],
  batch: WrittenBatch,
): Promise<readonly PluginViolation[]> {
  switch (rule.kind) {
    case 'compare':
      return checkComparison(rule, columns, batch);
    case 'unique':
      return checkUnique(rule, columns, batch);
    case 'exists':
      return checkExists(rule, columns, batch);
  }
}

function checkComparison(
  rule: CompareRule,
  [left = '', right = '']: readonly string[],
  { entity, rows }: WrittenBatch,
): readonly PluginViolation[] {
  const [a, b] = [entity.fieldsByColumn.get(left), entity.fieldsByColumn.get(right)];
  if (a === undefined || b === undefined) return [];
  const kind = kindOf(a, b);
  return rows
    .filter(({ fields }) => compareValues(kind, fields[left], rule.operator, fields[right]) === false)
    .map(({ path }) => brokenComparison(rule, path));
}

/**
 * Why a row is not looked up when a later one of the same request has its values: the later one is the double, and without
 * it the first is asked again.
 */
async function checkUnique(
  rule: UniqueRule,
  columns: readonly string[],
  { entity, rows, tx }: WrittenBatch,
): Promise<readonly PluginViolation[]> {
  const identifier = entity.identifier.column.name;
  const tuples = new Map<string, WrittenRow[]>();
  for (const row of rows) {
    const values = columns.map((column) => row.fields[column] ?? null);
    if (values.includes(null)) continue;
    const key = JSON.stringify(values.map(textOf));
    const same = tuples.get(key);
    if (same === undefined) tuples.set(key, [row]);
    else if (!same.some((it) => it.identifier === row.identifier)) same.push(row);
  }
  const groups = [...tuples.values()];
  const doubles = groups.flatMap(([, ...others]) => others);
  const single = groups.flatMap((group) => (group.length === 1 ? group : []));
  const taken = await tx.lookup({
    table: entity.table.name,
    columns,
    values: single.map(({ fields }) => columns.map((column) => fields[column] ?? null)),
    except: { column: identifier, values: single.map(({ fields }) => fields[identifier] ?? null) },
  });
  const broken = new Set([...doubles, ...single.filter((_row, index) => taken[index])]);
  const [field = ''] = rule.fields;
  const plain = `There is another record with the same ${rule.fields.map((name) => `\`${name}\``).join(', ')} as \`{path}\`.`;
  return rows
    .filter((row) => broken.has(row))
    .map(({ path }) => serverErrors.ruleUnique({ path, field, message: sentence(rule, path, field, plain) }));
}

async function checkExists(
  rule: ExistsRule,
  [column = '']: readonly string[],
  { rows, tx }: WrittenBatch,
): Promise<readonly PluginViolation[]> {
  const asked = rows.filter(({ fields }) => (fields[column] ?? null) !== null);
  if (asked.length === 0) return [];
  const values = [...new Map(asked.map(({ fields }) => [textOf(fields[column]), fields[column] ?? null]))];
  const found = await tx.lookup({
    table: rule.table,
    columns: [rule.column],
    values: values.map(([, value]) => [value]),
  });
  const missing = new Set(values.filter((_value, index) => !found[index]).map(([text]) => text));
  const plain = `The value of field \`{path}\` is not in \`${rule.table}.${rule.column}\`.`;
  return asked
    .filter(({ fields }) => missing.has(textOf(fields[column])))
    .map(({ path }) =>
      serverErrors.ruleExists({ path, field: rule.field, message: sentence(rule, path, rule.field, plain) }),
    );
}

function textOf(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' && !(value instanceof ExactNumber) ? JSON.stringify(value) : String(value);
}
