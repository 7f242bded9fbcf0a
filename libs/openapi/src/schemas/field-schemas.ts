import type { Field } from '@dx/entity-configuration';
import type { JsonSchema } from '../model.js';
import { buildAnswerSchema } from './build-answer-schema.js';
import { buildWriteSchema } from './build-write-schema.js';

/** The schemas of fields, each made once. */
export class FieldSchemas {
  private readonly answers = new Map<Field, JsonSchema>();
  private readonly bodies = new Map<Field, JsonSchema>();
  private readonly nullableBodies = new Map<Field, JsonSchema>();

  /** The field in answers. */
  answer(field: Field, isIdentifier: boolean): JsonSchema {
    return once(this.answers, field, () => buildAnswerSchema(field, isIdentifier));
  }

  /** The field in request bodies. */
  write(field: Field, isIdentifier: boolean, nullable: boolean): JsonSchema {
    const made = nullable ? this.nullableBodies : this.bodies;
    return once(made, field, () => buildWriteSchema(field, isIdentifier, nullable));
  }
}

function once(made: Map<Field, JsonSchema>, field: Field, make: () => JsonSchema): JsonSchema {
  const known = made.get(field);
  if (known !== undefined) return known;
  const schema = make();
  made.set(field, schema);
  return schema;
}
