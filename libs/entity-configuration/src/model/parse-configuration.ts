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
  readFlag,
  readJoinedText,
  readList,
  readNumber,
  readText,
} from './parse-json-value.js';
import type { JsonRecord } from './parse-json-value.js';

/** A configuration read from JSON of unknown origin, in the one canonical form: known keys in fixed order, nothing null. */
export interface ParsedConfiguration {
  readonly configuration: EntityConfiguration;
  /** False when the JSON has no `childRelations` at all, which is not the same as an empty list for an import. */
  readonly namesRelations: boolean;
  readonly oddities: readonly ConfigurationViolation[];
}

/** A definition read from JSON of unknown origin. */
export interface ParsedDefinition {
  readonly definition: EntityDefinition;
  readonly oddities: readonly ConfigurationViolation[];
}

const CONFIGURATION_KEYS = new Set(['tableName', 'tableAlias', 'isActive', 'definition', 'childRelations']);
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
const NUMBER_RULES = ['min', 'max', 'minLength', 'maxLength', 'precision', 'scale'] as const;
const VALIDATION_KEYS = new Set<string>(['isRequired', ...NUMBER_RULES, 'constraints']);
const RELATION_KEYS = new Set(['name', 'isEditable', 'childDynamicEntityConfiguration', 'relationFieldMappings']);

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
  const { definition, oddities: ofDefinition } = parseDefinition(record['definition']);
  const configuration: EntityConfiguration = {
    tableName: readText(record['tableName'], 'tableName', oddities) ?? '',
    tableAlias: readText(record['tableAlias'], 'tableAlias', oddities) ?? '',
    isActive: readFlag(record['isActive'], 'isActive', oddities) ?? false,
    definition,
    childRelations: readList(record['childRelations'], 'childRelations', oddities).flatMap((relation, index) =>
      parseRelation(relation, `childRelations[${index}]`, oddities),
    ),
  };
  return {
    configuration,
    namesRelations: record['childRelations'] !== undefined && record['childRelations'] !== null,
    oddities: [...oddities.all(), ...ofDefinition],
  };
}

/** Reads the text of a `definition` column. */
export function parseDefinitionText(text: string | null): ParsedDefinition {
  try {
    return parseDefinition(JSON.parse(text ?? ''));
  } catch {
    return { definition: UNREADABLE, oddities: [unreadable('The stored definition is not valid JSON.')] };
  }
}

/** Reads the value of `definition`. */
export function parseDefinition(value: unknown): ParsedDefinition {
  if (!isJsonRecord(value)) {
    return { definition: UNREADABLE, oddities: [unreadable('The definition must be an object.')] };
  }
  const oddities = new Oddities();
  oddities.keysOf(value, DEFINITION_KEYS, 'definition');
  const isDeletable = readFlag(value['isDeletable'], 'definition.isDeletable', oddities);
  const definition: EntityDefinition = {
    identifier: readText(value['identifier'], 'definition.identifier', oddities) ?? '',
    ...(isDeletable === undefined ? {} : { isDeletable }),
    fields: readList(value['fields'], 'definition.fields', oddities).flatMap((field, index) =>
      parseField(field, `definition.fields[${index}]`, oddities),
    ),
  };
  return { definition, oddities: oddities.all() };
}

function unreadable(message: string): ConfigurationViolation {
  return { severity: 'error', rule: 'unreadable-definition', path: 'definition', message };
}

function parseField(value: unknown, path: string, oddities: Oddities): FieldDefinition[] {
  if (!isJsonRecord(value)) {
    oddities.wrongType(path, 'A field must be an object; left out.');
    return [];
  }
  oddities.keysOf(value, FIELD_KEYS, 'definition.fields');
  const field = {
    fieldName: readText(value['fieldName'], `${path}.fieldName`, oddities) ?? '',
    fieldVisibleName: readText(value['fieldVisibleName'], `${path}.fieldVisibleName`, oddities) ?? '',
    isCreatable: readFlag(value['isCreatable'], `${path}.isCreatable`, oddities),
    isEditable: readFlag(value['isEditable'], `${path}.isEditable`, oddities),
    isEnabled: readFlag(value['isEnabled'], `${path}.isEnabled`, oddities),
    type: readText(value['type'], `${path}.type`, oddities) ?? '',
    validation: parseValidation(value['validation'], `${path}.validation`, oddities),
    description: readText(value['description'], `${path}.description`, oddities),
    examples: readJoinedText(value['examples'], `${path}.examples`, oddities),
    enumValues: readJoinedText(value['enumValues'], `${path}.enumValues`, oddities),
  };
  return [withoutAbsent(field)];
}

function parseValidation(value: unknown, path: string, oddities: Oddities): FieldValidation | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value) && value.length === 0) return {};
  if (!isJsonRecord(value)) {
    oddities.wrongType(path, 'Must be an object; left out.');
    return undefined;
  }
  oddities.keysOf(value, VALIDATION_KEYS, 'definition.fields');
  return withoutAbsent({
    isRequired: readRequired(value['isRequired'], `${path}.isRequired`, oddities),
    ...Object.fromEntries(NUMBER_RULES.map((rule) => [rule, readNumber(value[rule], `${path}.${rule}`, oddities)])),
    constraints: parseConstraints(value, path, oddities),
  });
}

/** Why not a flag: only a literal `false` makes a field optional; everything else, also `0`, means required. */
function readRequired(value: unknown, path: string, oddities: Oddities): boolean | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean') return value;
  oddities.wrongType(path, 'Must be true or false; read as true.');
  return true;
}

function parseConstraints(
  validation: JsonRecord,
  path: string,
  oddities: Oddities,
): readonly { readonly name: string }[] | undefined {
  const list = readList(validation['constraints'], `${path}.constraints`, oddities);
  if (list.length === 0) return undefined;
  return list.flatMap((constraint, index) => {
    const at = `${path}.constraints[${index}]`;
    const name = isJsonRecord(constraint) ? readText(constraint['name'], `${at}.name`, oddities) : undefined;
    if (name !== undefined) return [{ name }];
    oddities.wrongType(at, 'A constraint must be an object with a name; left out.');
    return [];
  });
}

function parseRelation(value: unknown, path: string, oddities: Oddities): ChildRelation[] {
  if (!isJsonRecord(value)) {
    oddities.wrongType(path, 'A relation must be an object; left out.');
    return [];
  }
  oddities.keysOf(value, RELATION_KEYS, 'childRelations');
  const child = value['childDynamicEntityConfiguration'];
  const aliasPath = `${path}.childDynamicEntityConfiguration.tableAlias`;
  return [
    {
      name: readText(value['name'], `${path}.name`, oddities) ?? '',
      isEditable: readFlag(value['isEditable'], `${path}.isEditable`, oddities) ?? false,
      childDynamicEntityConfiguration: {
        tableAlias: (isJsonRecord(child) ? readText(child['tableAlias'], aliasPath, oddities) : undefined) ?? '',
      },
      relationFieldMappings: readList(
        value['relationFieldMappings'],
        `${path}.relationFieldMappings`,
        oddities,
      ).flatMap((mapping, index) => parseMapping(mapping, `${path}.relationFieldMappings[${index}]`, oddities)),
    },
  ];
}

function parseMapping(value: unknown, path: string, oddities: Oddities): RelationFieldMapping[] {
  if (!isJsonRecord(value)) {
    oddities.wrongType(path, 'A field mapping must be an object; left out.');
    return [];
  }
  return [
    {
      childFieldName: readText(value['childFieldName'], `${path}.childFieldName`, oddities) ?? '',
      parentFieldName: readText(value['parentFieldName'], `${path}.parentFieldName`, oddities) ?? '',
    },
  ];
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

function withoutAbsent<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Present<T>;
}
