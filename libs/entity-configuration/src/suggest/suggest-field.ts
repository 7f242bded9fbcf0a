import type { Column, Table } from '@dx/schema-catalogue';
import type { FieldDefinition } from '../model/definition.js';
import { freeName } from './suggest-alias.js';
import { suggestFieldType } from './suggest-field-rules.js';
import { suggestDescription, suggestExample } from './suggest-field-texts.js';

/** A suggested field; the keys of `reasons` are paths inside the field (`validation.min`). */
export interface FieldSuggestion {
  readonly field: FieldDefinition;
  readonly reasons: Readonly<Record<string, string>>;
}

/** What a field's suggestion depends on beside its column. */
export interface FieldContext {
  readonly table: Table;
  /** Columns of the key that names one row. */
  readonly keyColumns: ReadonlySet<string>;
  readonly readOnlyReason: string | null;
  readonly takenNames: ReadonlySet<string>;
}

/** Columns that the server keeps itself when a client sends nothing. */
const KEPT_TIMES = new Set(['created_at', 'updated_at']);

/** Suggests the field of a column; null when its type cannot be offered. */
export function suggestField(column: Column, context: FieldContext): FieldSuggestion | null {
  const suggested = suggestFieldType(column);
  if (suggested === null) return null;
  const creatable = whyNotCreatable(column, context);
  const editable = whyNotEditable(column, context);
  const required = isRequired(column, creatable);
  const description = suggestDescription(context.table, column);
  const example = suggestExample(column);
  const name = visibleName(column.name, context.takenNames);
  return {
    field: {
      fieldName: column.name,
      fieldVisibleName: name,
      isCreatable: creatable === null,
      isEditable: editable === null,
      isEnabled: true,
      type: suggested.type,
      validation: { isRequired: required.value, ...suggested.rules },
      ...(description === null ? {} : { description: description.text }),
      ...(example === null ? {} : { examples: example }),
      ...(suggested.enumValues === undefined ? {} : { enumValues: suggested.enumValues }),
    },
    reasons: {
      fieldVisibleName:
        name === column.name ? "The column's name." : "The column's name, changed to a valid, free one.",
      ...suggested.reasons,
      isCreatable: creatable ?? 'The column can be written.',
      isEditable: editable ?? 'The column can be changed.',
      'validation.isRequired': required.reason,
      ...(description === null ? {} : { description: description.reason }),
      ...(example === null ? {} : { examples: 'A value of that type.' }),
    },
  };
}

function whyNotCreatable(column: Column, { readOnlyReason }: FieldContext): string | null {
  if (readOnlyReason !== null) return readOnlyReason;
  if (column.autoIncrement) return 'The database numbers new records itself.';
  if (column.generated !== null) return 'The database computes the column.';
  if (KEPT_TIMES.has(column.name) && column.type.kind === 'datetime') return 'The server keeps this time itself.';
  return null;
}

function whyNotEditable(column: Column, context: FieldContext): string | null {
  const creatable = whyNotCreatable(column, context);
  if (creatable !== null) return creatable;
  if (context.keyColumns.has(column.name)) return 'The column is part of the key that names the record.';
  if (column.onUpdate) return 'The database sets the column on every change.';
  return null;
}

function isRequired(column: Column, notCreatable: string | null): { readonly value: boolean; readonly reason: string } {
  if (notCreatable !== null) return { value: false, reason: notCreatable };
  if (column.nullable) return { value: false, reason: 'The column may be null.' };
  if (column.default.kind !== 'none') return { value: false, reason: 'The column has a default.' };
  return { value: true, reason: 'NOT NULL without a default.' };
}

/** Names that mean something else in a request, or that no request may contain. */
const RESERVED = new Set(['identifier', '__proto__', 'constructor', 'prototype']);

function visibleName(column: string, taken: ReadonlySet<string>): string {
  const valid = column.replace(/[^\p{L}\p{N}_-]+/gu, '_');
  const base = RESERVED.has(valid) ? `${valid}_value` : valid;
  return freeName(base, (name) => taken.has(name), '_');
}
