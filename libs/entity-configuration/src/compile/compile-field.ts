import type { Dialect } from '@dx/database';
import type { Column } from '@dx/schema-catalogue';
import type { FieldDefinition } from '../model/definition.js';
import type { Field, FieldRules } from '../model/snapshot.js';
import { resolveFieldType } from './resolve-field-type.js';
import { resolveJsonKind } from './resolve-json-kind.js';

/** Compiles one field over its column; the caller has made sure that the column can carry it. */
export function compileField(definition: FieldDefinition, column: Column, dialect: Pick<Dialect, 'quote'>): Field {
  const type = resolveFieldType(definition.type, column.type);
  const writable = column.generated === null;
  return Object.freeze({
    name: definition.fieldVisibleName,
    column,
    quoted: dialect.quote(column.name),
    type,
    declaredType: definition.type,
    jsonKind: resolveJsonKind(type, column.type),
    creatable: writable && definition.isCreatable === true,
    editable: writable && definition.isEditable === true,
    required: isRequired(definition),
    rules: compileRules(definition),
    description: definition.description ?? null,
    examples: splitList(definition.examples),
    enumValues: splitList(definition.enumValues),
  });
}

/** The contract's reading: without `validation` optional; with it, only a literal `isRequired: false` makes it optional. */
export function isRequired({ validation }: FieldDefinition): boolean {
  return validation !== undefined && validation !== null && validation.isRequired !== false;
}

function compileRules({ validation }: FieldDefinition): FieldRules {
  return Object.freeze({
    min: validation?.min ?? null,
    max: validation?.max ?? null,
    minLength: validation?.minLength ?? null,
    maxLength: validation?.maxLength ?? null,
    precision: validation?.precision ?? null,
    scale: validation?.scale ?? null,
    url: validation?.constraints?.some(({ name }) => name === 'url') ?? false,
    declared: validation !== undefined && validation !== null,
  });
}

function splitList(text: string | null | undefined): readonly string[] {
  return text === undefined || text === null || text === '' ? [] : text.split(', ');
}
