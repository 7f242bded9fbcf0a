import type { ConfigurationRule, EntityDefinition, FieldDefinition } from '@dx/entity-configuration';
import type { Table } from '@dx/schema-catalogue';
import type { ProposedChange } from './configuration-fix.js';
import { findRenamedColumn } from './find-renamed.js';

/** What fields are fitted to. */
export interface FieldFitting {
  readonly table: Table;
  /** The fields that would be suggested for the table as it is now. */
  readonly suggested: readonly FieldDefinition[];
  /** By place, the rule that the table's change broke. */
  readonly broken: ReadonlyMap<number, ConfigurationRule>;
}

/** Fields that fit; `identifier` is null when nothing can name a record any more. */
export interface FittedFields {
  readonly definition: Omit<EntityDefinition, 'identifier'> & { readonly identifier: string | null };
  readonly changes: readonly ProposedChange[];
  /** Old column → new column. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** Fits fields to the columns that there are: renamed, retyped, or left out. Visible names stay, so that clients notice least. */
export function fitFields(definition: EntityDefinition, fitting: FieldFitting): FittedFields {
  const used = new Set(definition.fields.map(({ fieldName }) => fieldName));
  const renamed = new Map<string, string>();
  const changes: ProposedChange[] = [];
  const fields = definition.fields.flatMap((field, place) => {
    const rule = fitting.table.columnsByName.has(field.fieldName) ? fitting.broken.get(place) : 'unknown-column';
    if (rule === undefined) return [field];
    const fitted = fitField(field, rule, fitting, used);
    changes.push({ ...fitted.change, path: `definition.fields[${place}]` });
    if (fitted.field === null) return [];
    if (fitted.field.fieldName !== field.fieldName) {
      renamed.set(field.fieldName, fitted.field.fieldName);
      used.add(fitted.field.fieldName);
    }
    return [fitted.field];
  });
  const { identifier, added, change } = fitIdentifier(definition.identifier, fields, renamed, fitting);
  if (change !== null) changes.push(change);
  return { definition: { ...definition, identifier, fields: [...added, ...fields] }, changes, renamed };
}

interface FittedField {
  readonly field: FieldDefinition | null;
  readonly change: Omit<ProposedChange, 'path'>;
}

function fitField(
  field: FieldDefinition,
  rule: ConfigurationRule,
  { table, suggested }: FieldFitting,
  used: ReadonlySet<string>,
): FittedField {
  const { fieldName: from } = field;
  if (rule === 'unknown-column') {
    const to = findRenamedColumn(field, suggested, used);
    if (to === null) return remove(from, `\`${table.name}\` has no column \`${from}\` any more, and none like it.`);
    const reason = `\`${from}\` is gone; \`${to}\` has a name like it, the same type, and no field yet.`;
    return { field: { ...field, fieldName: to }, change: { kind: 'use-column', from, to, reason } };
  }
  const now = suggested.find(({ fieldName }) => fieldName === from);
  const declared = table.columnsByName.get(from)?.declaredType ?? '';
  if (rule === 'unsupported-column' || now === undefined) {
    return remove(from, `\`${from}\` is \`${declared}\` now, which cannot be offered.`);
  }
  return retype(field, now, declared);
}

function retype(field: FieldDefinition, now: FieldDefinition, declared: string): FittedField {
  if (field.type === now.type) {
    const reason = `\`${field.fieldName}\` is \`${declared}\` now; saving the configuration offers it again.`;
    return { field, change: { kind: 'accept-column', from: field.type, to: field.type, reason } };
  }
  const { enumValues: _values, validation: before, ...kept } = field;
  const validation = { ...now.validation, isRequired: before?.isRequired ?? now.validation?.isRequired ?? false };
  const changed: FieldDefinition = {
    ...kept,
    type: now.type,
    validation,
    ...(now.enumValues === undefined ? {} : { enumValues: now.enumValues }),
  };
  const reason = `\`${field.fieldName}\` is \`${declared}\` now.`;
  return { field: changed, change: { kind: 'change-type', from: field.type, to: now.type, reason } };
}

function remove(from: string, reason: string): FittedField {
  return { field: null, change: { kind: 'remove-field', from, to: null, reason } };
}

/** The identifier follows a renamed column; when its column is gone, the table's own key takes its place. */
function fitIdentifier(
  identifier: string,
  fields: readonly FieldDefinition[],
  renamed: ReadonlyMap<string, string>,
  { table, suggested }: FieldFitting,
): {
  readonly identifier: string | null;
  readonly added: readonly FieldDefinition[];
  readonly change: ProposedChange | null;
} {
  const followed = renamed.get(identifier) ?? identifier;
  const has = (column: string): boolean => fields.some(({ fieldName }) => fieldName === column);
  if (has(followed) && followed === identifier) return { identifier, added: [], change: null };
  const key = has(followed) ? followed : singleKeyOf(table);
  const field = key === null ? undefined : suggested.find(({ fieldName }) => fieldName === key);
  if (key === null || (field === undefined && !has(key))) return { identifier: null, added: [], change: null };
  const reason = has(followed) ? 'The identifier follows its column.' : `It is the primary key of \`${table.name}\`.`;
  return {
    identifier: key,
    added: has(key) || field === undefined ? [] : [field],
    change: { kind: 'change-identifier', path: 'definition.identifier', from: identifier, to: key, reason },
  };
}

function singleKeyOf({ primaryKey }: Table): string | null {
  return primaryKey.length === 1 ? (primaryKey[0] as string) : null;
}
