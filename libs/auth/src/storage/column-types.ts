import type { EntitySchemaColumnOptions } from 'typeorm';

/**
 * Column types that read and write the same on every database.
 * Why not TypeORM's own: an instant as epoch milliseconds knows no session time zone, and explicit conversions do not
 * depend on whether a driver hands out numbers or text.
 */
export const id: EntitySchemaColumnOptions = { type: 'varchar', length: 36, primary: true };

export function text(length: number, options: Partial<EntitySchemaColumnOptions> = {}): EntitySchemaColumnOptions {
  return { type: 'varchar', length, ...options };
}

/** A whole number. */
export function whole(name: string): EntitySchemaColumnOptions {
  return { type: 'int', name, transformer: { to: (value: unknown) => value, from: (value: unknown) => Number(value) } };
}

/** A yes or no. */
export function flag(name: string): EntitySchemaColumnOptions {
  return {
    type: 'smallint',
    name,
    transformer: {
      to: (value: unknown) => (typeof value === 'boolean' ? Number(value) : value),
      from: (value: unknown) => Number(value) === 1,
    },
  };
}

/** An instant, in JavaScript a `Date`, stored as epoch milliseconds. */
export function instant(name: string, options: { readonly nullable?: boolean } = {}): EntitySchemaColumnOptions {
  return {
    type: 'bigint',
    name,
    nullable: options.nullable ?? false,
    transformer: {
      to: (value: unknown) => (value instanceof Date ? value.getTime() : value),
      from: (value: unknown) => (value === null || value === undefined ? null : new Date(Number(value))),
    },
  };
}

/** A list of words, stored as JSON text. */
export function words(name: string): EntitySchemaColumnOptions {
  return {
    type: 'text',
    name,
    transformer: {
      to: (value: unknown) => (Array.isArray(value) ? JSON.stringify(value) : value),
      from: (value: unknown) => JSON.parse(String(value)) as unknown,
    },
  };
}
