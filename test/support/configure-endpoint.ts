import type { ChildRelation, FieldDefinition, StoredConfiguration } from '@dx/entity-configuration';

/** What a test says of an endpoint; the rest is the plainest that works. */
export interface EndpointOptions {
  readonly alias: string;
  readonly table: string;
  /** The identifier's column. */
  readonly identifier: string;
  /** Fields: a column (visible under its own name, type `string`), or whatever differs. */
  readonly fields: readonly (string | ({ readonly fieldName: string } & Partial<FieldDefinition>))[];
  /** Name → child's alias and pairs `[parent column, child column]`. */
  readonly relations?: Readonly<Record<string, readonly [alias: string, ...pairs: (readonly [string, string])[]]>>;
  /** Many-to-many: name → child's alias, junction table, pairs `[parent column, junction column]` and `[child column, …]`. */
  readonly through?: Readonly<Record<string, ThroughOptions>>;
  readonly isActive?: boolean;
  readonly isDeletable?: boolean;
}

/** A many-to-many relation in a few words. */
export interface ThroughOptions {
  readonly alias: string;
  readonly table: string;
  readonly parent: readonly (readonly [string, string])[];
  readonly child: readonly (readonly [string, string])[];
  readonly isEditable?: boolean;
}

let lastId = 0;

/** A stored configuration as the administration would have saved it; everything creatable and editable. */
export function configureEndpoint(options: EndpointOptions): StoredConfiguration {
  lastId += 1;
  return {
    id: lastId,
    revision: `r${lastId}`,
    createdAt: null,
    updatedAt: null,
    tableName: options.table,
    tableAlias: options.alias,
    isActive: options.isActive ?? true,
    definition: {
      identifier: options.identifier,
      isDeletable: options.isDeletable ?? false,
      fields: options.fields.map(defineField),
    },
    childRelations: [
      ...Object.entries(options.relations ?? {}).map(defineRelation),
      ...Object.entries(options.through ?? {}).map(defineThrough),
    ],
  };
}

function defineField(field: EndpointOptions['fields'][number]): FieldDefinition {
  const given = typeof field === 'string' ? { fieldName: field } : field;
  return { fieldVisibleName: given.fieldName, type: 'string', isCreatable: true, isEditable: true, ...given };
}

function defineRelation([name, [alias, ...pairs]]: [
  string,
  readonly [string, ...(readonly [string, string])[]],
]): ChildRelation {
  return {
    name,
    isEditable: true,
    childDynamicEntityConfiguration: { tableAlias: alias },
    relationFieldMappings: pairs.map(([parentFieldName, childFieldName]) => ({ parentFieldName, childFieldName })),
  };
}

function defineThrough([name, { alias, table, parent, child, isEditable = true }]: [
  string,
  ThroughOptions,
]): ChildRelation {
  return {
    name,
    isEditable,
    childDynamicEntityConfiguration: { tableAlias: alias },
    relationFieldMappings: [],
    through: {
      tableName: table,
      parentMappings: parent.map(([parentFieldName, junctionFieldName]) => ({ parentFieldName, junctionFieldName })),
      childMappings: child.map(([childFieldName, junctionFieldName]) => ({ childFieldName, junctionFieldName })),
    },
  };
}
