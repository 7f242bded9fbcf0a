import type { ConfigurationViolation } from './configuration-violation.js';
import type {
  ChildRelation,
  EntityConfiguration,
  EntityDefinition,
  FieldDefinition,
  FieldValidation,
  RelationFieldMapping,
} from './definition.js';
import {
  isJsonRecord,
  Oddities,
  pathOf,
  readFlag,
  readJoinedText,
  readList,
  readNumber,
  readText,
} from './parse-json-value.js';
import type { Member } from './parse-json-value.js';
import { parsePlugins } from './parse-plugins.js';
import { parseThrough } from './parse-through.js';

/** A configuration read from JSON of unknown origin, in the one canonical form: known keys in fixed order, nothing null. */
export interface ParsedConfiguration {
  readonly configuration: EntityConfiguration;
  /** False when the JSON has no `childRelations` at all, which is not the same as an empty list for an import. */
  readonly namesRelations: boolean;
  /** The same of `plugins`. */
  readonly namesPlugins: boolean;
  readonly oddities: readonly ConfigurationViolation[];
  /** The paths of all keys that were dropped, which the oddities tell in groups. */
  readonly unknownKeys: readonly string[];
}

/** A definition read from JSON of unknown origin. */
export interface ParsedDefinition {
  readonly definition: EntityDefinition;
  readonly oddities: readonly ConfigurationViolation[];
  readonly unknownKeys: readonly string[];
}

const CONFIGURATION_KEYS = new Set(['tableName', 'tableAlias', 'isActive', 'definition', 'childRelations', 'plugins']);
/** Keys of a stored configuration: an admin may send back what was read. */
const STORED_KEYS = new Set([...CONFIGURATION_KEYS, 'id', 'revision', 'createdAt', 'updatedAt', 'oddities', 'type']);
const DEFINITION_KEYS = new Set(['identifier', 'isDeletable', 'fields']);
const FIELD_KEYS = new Set([
  'fieldName',
  'fieldVisibleName',
  'isCreatable',
  'isEditable',
  'isEnabled',
  'type',
  'validation',
  'description',
  'examples',
  'enumValues',
]);
const FLAGS = ['isCreatable', 'isEditable', 'isEnabled'] as const;
const NUMBER_RULES = ['min', 'max', 'minLength', 'maxLength', 'precision', 'scale'] as const;
const VALIDATION_KEYS = new Set<string>(['isRequired', ...NUMBER_RULES, 'constraints']);
const RELATION_KEYS = new Set([
  'name',
  'isEditable',
  'childDynamicEntityConfiguration',
  'relationFieldMappings',
  'through',
]);

const UNREADABLE: EntityDefinition = { identifier: '', fields: [] };

/**
 * Reads one configuration from an installer file or a request: never fails, reports what it had to guess or leave out,
 * and drops keys that the contract does not know. Parsing what it returns gives the same again.
 */
export function parseConfiguration(value: unknown): ParsedConfiguration {
  const oddities = new Oddities();
  const record = isJsonRecord(value) ? value : {};
  if (!isJsonRecord(value)) oddities.wrongType('', 'A configuration must be an object.');
  oddities.keysOf(record, STORED_KEYS, '');
  const member = (key: string): Member => ({ of: record, key, at: '' });
  const parsed = parseDefinition(record['definition']);
  const plugins = parsePlugins(member('plugins'), oddities);
  const configuration: EntityConfiguration = {
    tableName: readText(member('tableName'), oddities) ?? '',
    tableAlias: readText(member('tableAlias'), oddities) ?? '',
    isActive: readFlag(member('isActive'), oddities) ?? false,
    definition: parsed.definition,
    childRelations: readList(member('childRelations'), oddities).flatMap((relation, index) =>
      parseRelation(relation, `childRelations[${index}]`, oddities),
    ),
    ...(plugins.length === 0 ? {} : { plugins }),
  };
  return {
    configuration,
    namesRelations: record['childRelations'] !== undefined && record['childRelations'] !== null,
    namesPlugins: record['plugins'] !== undefined && record['plugins'] !== null,
    oddities: [...oddities.all(), ...parsed.oddities],
    unknownKeys: [...oddities.unknownKeys(), ...parsed.unknownKeys],
  };
}

/** Reads the text of a `definition` column. */
export function parseDefinitionText(text: string): ParsedDefinition {
  try {
    return parseDefinition(JSON.parse(text));
  } catch {
    return unreadable('The stored definition is not valid JSON.');
  }
}

/** Reads the value of `definition`. */
export function parseDefinition(value: unknown): ParsedDefinition {
  if (!isJsonRecord(value)) {
    return unreadable('The definition must be an object.');
  }
  const oddities = new Oddities();
  oddities.keysOf(value, DEFINITION_KEYS, 'definition');
  const member = (key: string): Member => ({ of: value, key, at: 'definition' });
  const isDeletable = readFlag(member('isDeletable'), oddities);
  const definition: EntityDefinition = {
    identifier: readText(member('identifier'), oddities) ?? '',
    ...(isDeletable === undefined ? {} : { isDeletable }),
    fields: readList(member('fields'), oddities).flatMap((field, index) =>
      parseField(field, `definition.fields[${index}]`, oddities),
    ),
  };
  return { definition, oddities: oddities.all(), unknownKeys: oddities.unknownKeys() };
}

function unreadable(message: string): ParsedDefinition {
  const oddity = { severity: 'error', rule: 'unreadable-definition', path: 'definition', message } as const;
  return { definition: UNREADABLE, oddities: [oddity], unknownKeys: [] };
}

function parseField(value: unknown, at: string, oddities: Oddities): FieldDefinition[] {
  if (!isJsonRecord(value)) {
    oddities.wrongType(at, 'A field must be an object; left out.');
    return [];
  }
  oddities.keysOf(value, FIELD_KEYS, 'definition.fields', at);
  const member = (key: string): Member => ({ of: value, key, at });
  const flags: Writable<Pick<FieldDefinition, (typeof FLAGS)[number]>> = {};
  for (const flag of FLAGS) setPresent(flags, flag, readFlag(member(flag), oddities));
  const field: Writable<FieldDefinition> = {
    fieldName: readText(member('fieldName'), oddities) ?? '',
    fieldVisibleName: readText(member('fieldVisibleName'), oddities) ?? '',
    ...flags,
    type: readText(member('type'), oddities) ?? '',
  };
  setPresent(field, 'validation', parseValidation(member('validation'), oddities));
  setPresent(field, 'description', readText(member('description'), oddities));
  setPresent(field, 'examples', readJoinedText(member('examples'), oddities));
  setPresent(field, 'enumValues', readJoinedText(member('enumValues'), oddities));
  return [field];
}

function parseValidation(member: Member, oddities: Oddities): FieldValidation | undefined {
  const value = member.of[member.key];
  if (value === undefined || value === null) return undefined;
  // Why: PHP writes an empty object as an empty list.
  if (Array.isArray(value) && value.length === 0) return {};
  const at = pathOf(member);
  if (!isJsonRecord(value)) {
    oddities.wrongType(at, 'Must be an object; left out.');
    return undefined;
  }
  oddities.keysOf(value, VALIDATION_KEYS, 'definition.fields', at);
  const validation: Writable<FieldValidation> = {};
  setPresent(validation, 'isRequired', readRequired({ of: value, key: 'isRequired', at }, oddities));
  for (const rule of NUMBER_RULES) setPresent(validation, rule, readNumber({ of: value, key: rule, at }, oddities));
  setPresent(validation, 'constraints', parseConstraints({ of: value, key: 'constraints', at }, oddities));
  return validation;
}

/** Why not a flag: only a literal `false` makes a field optional; everything else, also `0`, means required. */
function readRequired(member: Member, oddities: Oddities): boolean | undefined {
  const value = member.of[member.key];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean') return value;
  oddities.wrongType(pathOf(member), 'Must be true or false; read as true.');
  return true;
}

function parseConstraints(member: Member, oddities: Oddities): readonly { readonly name: string }[] | undefined {
  const list = readList(member, oddities);
  if (list.length === 0) return undefined;
  return list.flatMap((constraint, index) => {
    const at = `${pathOf(member)}[${index}]`;
    const name = isJsonRecord(constraint) ? readText({ of: constraint, key: 'name', at }, oddities) : undefined;
    if (name !== undefined) return [{ name }];
    oddities.wrongType(at, 'A constraint must be an object with a name; left out.');
    return [];
  });
}

function parseRelation(value: unknown, at: string, oddities: Oddities): ChildRelation[] {
  if (!isJsonRecord(value)) {
    oddities.wrongType(at, 'A relation must be an object; left out.');
    return [];
  }
  oddities.keysOf(value, RELATION_KEYS, 'childRelations', at);
  const child = value['childDynamicEntityConfiguration'];
  const alias = isJsonRecord(child)
    ? readText({ of: child, key: 'tableAlias', at: `${at}.childDynamicEntityConfiguration` }, oddities)
    : undefined;
  const mappings: Member = { of: value, key: 'relationFieldMappings', at };
  const through = parseThrough({ of: value, key: 'through', at }, oddities);
  return [
    {
      name: readText({ of: value, key: 'name', at }, oddities) ?? '',
      isEditable: readFlag({ of: value, key: 'isEditable', at }, oddities) ?? false,
      childDynamicEntityConfiguration: { tableAlias: alias ?? '' },
      relationFieldMappings: readList(mappings, oddities).flatMap((mapping, index) =>
        parseMapping(mapping, `${pathOf(mappings)}[${index}]`, oddities),
      ),
      ...(through === undefined ? {} : { through }),
    },
  ];
}

function parseMapping(value: unknown, at: string, oddities: Oddities): RelationFieldMapping[] {
  if (!isJsonRecord(value)) {
    oddities.wrongType(at, 'A field mapping must be an object; left out.');
    return [];
  }
  return [
    {
      childFieldName: readText({ of: value, key: 'childFieldName', at }, oddities) ?? '',
      parentFieldName: readText({ of: value, key: 'parentFieldName', at }, oddities) ?? '',
    },
  ];
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Sets a member unless the value is undefined, so that absent stays absent. */
function setPresent<T, K extends keyof T>(target: T, key: K, value: T[K] | undefined): void {
  if (value !== undefined) target[key] = value;
}
