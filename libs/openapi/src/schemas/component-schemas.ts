import type { Entity, Field, Relation } from '@dx/entity-configuration';
import type { Verb } from '@dx/kernel';
import type { Audience } from '../audience.js';
import type { JsonSchema } from '../model.js';
import { buildFilterSchema } from './build-filter-schema.js';
import { answerName, bodyName, filterName, nestedBodyName, recordName, type BodyKind } from './component-names.js';
import { FieldSchemas } from './field-schemas.js';

const VERB_OF: Readonly<Record<BodyKind, Verb>> = {
  create: 'create',
  update: 'update',
  'update-item': 'update',
  replace: 'replace',
  'replace-item': 'replace',
};

const PER_ITEM_ERRORS: JsonSchema = {
  type: 'array',
  items: { $ref: '#/components/schemas/RestErrorMessage' },
  description: 'Only with `X-Is-Transactional: false`: what could not be stored.',
};

const UNLINK: JsonSchema = {
  type: 'boolean',
  default: false,
  description: 'Removes the link; the record stays. Nothing but the identifier may stand beside it.',
};

/**
 * The component schemas of one document. A schema is made when it is first referred to, and once; so relations may
 * run in circles, and a document holds only what its operations reach.
 */
export class ComponentSchemas {
  private readonly made = new Map<string, JsonSchema | null>();
  private readonly references = new Map<string, JsonSchema>();
  /** Why it is kept: a field stands in up to ten schemas of its endpoint. */
  private readonly fields = new FieldSchemas();

  constructor(private readonly audience: Audience) {}

  /** A reference to the entity's answers. */
  record(entity: Entity): JsonSchema {
    return this.refer(recordName(entity.alias), () => this.makeRecord(entity));
  }

  /** A reference to a whole answer: `written` ones may list what could not be stored. */
  answer(entity: Entity, kind: 'list' | 'item', written: boolean): JsonSchema {
    return this.refer(answerName(entity.alias, kind, written), (): JsonSchema => {
      const record = this.record(entity);
      const data: JsonSchema = kind === 'list' ? { type: 'array', items: record } : record;
      const properties: JsonSchema['properties'] = written ? { data, errors: PER_ITEM_ERRORS } : { data };
      return { type: 'object', properties, required: ['data'] };
    });
  }

  /** A reference to the body that writes the entity. */
  body(entity: Entity, kind: BodyKind): JsonSchema {
    return this.refer(bodyName(entity.alias, kind), () => this.makeBody(entity, kind, new Set()));
  }

  /** A reference to the filters of the entity's collection. */
  filter(entity: Entity): JsonSchema {
    return this.refer(filterName(entity.alias), () => buildFilterSchema(entity, this.fields));
  }

  /** All schemas that were referred to, by name. */
  all(): readonly (readonly [string, JsonSchema])[] {
    return [...this.made].filter((entry): entry is [string, JsonSchema] => entry[1] !== null);
  }

  private refer(name: string, make: () => JsonSchema): JsonSchema {
    const known = this.references.get(name);
    if (known !== undefined) return known;
    const reference: JsonSchema = { $ref: `#/components/schemas/${name}` };
    this.references.set(name, reference);
    this.made.set(name, null);
    this.made.set(name, make());
    return reference;
  }

  private makeRecord(entity: Entity): JsonSchema {
    const fields = fieldsOf(entity, entity.fields);
    const relations = this.audience.readableRelations(entity).map((relation): [string, JsonSchema] => [
      relation.name,
      {
        type: 'array',
        items: this.record(relation.child),
        description: 'Only when it is included, and only when there are such records.',
      },
    ]);
    return {
      type: 'object',
      properties: Object.fromEntries([
        ...fields.map((field): [string, JsonSchema] => [
          field.name,
          this.fields.answer(field, field === entity.identifier),
        ]),
        ...relations,
      ]),
      required: fields.map((field) => field.name),
    };
  }

  private makeBody(entity: Entity, kind: BodyKind, bound: ReadonlySet<Field>): JsonSchema {
    const fields = fieldsOf(entity, entity.fieldsAsDefined).filter(
      (field) => !bound.has(field) && isWritten(entity, field, kind),
    );
    const required = fields.filter((field) => isRequired(entity, field, kind)).map((field) => field.name);
    const relations = this.audience
      .writableRelations(entity, VERB_OF[kind])
      .map((relation): [string, JsonSchema] => [
        relation.name,
        { type: 'array', items: this.nestedBody(relation, kind) },
      ]);
    return {
      type: 'object',
      properties: Object.fromEntries([
        ...fields.map((field): [string, JsonSchema] => [field.name, this.bodyField(entity, field, kind)]),
        ...relations,
      ]),
      ...(required.length === 0 ? {} : { required }),
      ...this.closedUnlessCut(entity),
    };
  }

  /** Why open when cut: relations that are not shown are accepted all the same. */
  private closedUnlessCut(entity: Entity): JsonSchema {
    return this.audience.isCut(entity)
      ? { description: 'Further relations are described with the endpoint itself.' }
      : { additionalProperties: false };
  }

  /** An item of a many-to-many relation, which names a record, brings a new one, or is unlinked. */
  private makeLinkBody(child: Entity, kind: BodyKind): JsonSchema {
    const fields = fieldsOf(child, child.fieldsAsDefined).filter(
      (field) => field.creatable || field.editable || field === child.identifier,
    );
    const relations = this.audience
      .writableRelations(child, VERB_OF[kind])
      .map((relation): [string, JsonSchema] => [
        relation.name,
        { type: 'array', items: this.nestedBody(relation, kind) },
      ]);
    return {
      type: 'object',
      description: `With nothing but \`${child.identifier.name}\` the record is linked as it is; with further fields it is also changed, or created when there is none; without \`${child.identifier.name}\` it is created. Links that are not mentioned stay.`,
      properties: Object.fromEntries([
        ...fields.map((field): [string, JsonSchema] => [
          field.name,
          this.fields.write(field, field === child.identifier, field.column.nullable && field !== child.identifier),
        ]),
        ...relations,
        ...(kind === 'create' ? [] : [['$unlink', UNLINK] as [string, JsonSchema]]),
      ]),
      ...(this.audience.isCut(child) ? {} : { additionalProperties: false }),
    };
  }

  private bodyField(entity: Entity, field: Field, kind: BodyKind): JsonSchema {
    const isIdentifier = field === entity.identifier;
    return this.fields.write(field, isIdentifier, isNullable(field, isIdentifier, kind));
  }

  /** A child's body inside its parent: its key columns are set by the server, so they are left out. */
  private nestedBody(relation: Relation, kind: BodyKind): JsonSchema {
    const childKind: BodyKind = kind === 'update' ? 'update-item' : kind === 'replace' ? 'replace-item' : kind;
    const child = relation.child;
    if (relation.through !== null) {
      return this.refer(nestedBodyName(relation, childKind), () => this.makeLinkBody(child, childKind));
    }
    const bound = new Set(
      relation.bindings
        .map((binding) => child.fieldsByColumn.get(binding.child.name))
        .filter((field) => field !== undefined)
        .filter((field) => field !== child.identifier && isWritten(child, field, childKind)),
    );
    if (bound.size === 0) return this.body(child, childKind);
    return this.refer(nestedBodyName(relation, childKind), () => this.makeBody(child, childKind, bound));
  }
}

/** One field per name: where two share one, the later is what clients see. */
function fieldsOf(entity: Entity, fields: readonly Field[]): readonly Field[] {
  return fields.filter((field) => entity.fieldsByName.get(field.name) === field);
}

function isWritten(entity: Entity, field: Field, kind: BodyKind): boolean {
  switch (kind) {
    case 'create':
      return field.creatable;
    case 'update':
    case 'replace':
      return field.editable || entity.keyFields.includes(field);
    case 'update-item':
    case 'replace-item':
      return field.editable || field === entity.identifier || entity.keyFields.includes(field);
  }
}

function isRequired(entity: Entity, field: Field, kind: BodyKind): boolean {
  switch (kind) {
    case 'create':
    case 'replace':
      return field.required;
    case 'replace-item':
      return field.required && field !== entity.identifier;
    case 'update':
      return false;
    case 'update-item':
      return field === entity.identifier;
  }
}

/** On POST a null counts as not sent; elsewhere it is stored. */
function isNullable(field: Field, isIdentifier: boolean, kind: BodyKind): boolean {
  switch (kind) {
    case 'create':
      return !field.required;
    case 'update':
      return field.column.nullable;
    case 'update-item':
      return field.column.nullable && !isIdentifier;
    case 'replace':
    case 'replace-item':
      return isIdentifier ? kind === 'replace-item' : field.column.nullable && !field.required;
  }
}
