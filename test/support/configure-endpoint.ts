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
  readonly isActive?: boolean;
  readonly isDeletable?: boolean;
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
    childRelations: Object.entries(options.relations ?? {}).map(defineRelation),
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
