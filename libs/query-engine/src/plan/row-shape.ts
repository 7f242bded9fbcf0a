import type { EncodedColumn, RowEncoding } from '@dx/database';
import type { Entity, Relation } from '@dx/entity-configuration';
import type { Column } from '@dx/schema-catalogue';
import { compileJoin } from '../sql/compile-join.js';
import { placeholderOf } from '../sql/placeholder-of.js';

/** A column that is selected for the engine's own use (to join, to order), not for the answer. */
export interface KeyColumn {
  readonly column: Column;
  readonly quoted: string;
}

/** What is selected of an entity: its fields in column order, then key columns. Immutable and shared by requests. */
export interface RowShape {
  readonly entity: Entity;
  readonly keys: readonly KeyColumn[];
  readonly encoding: RowEncoding;
  /** `SELECT … FROM …`, without a condition. */
  readonly selectSql: string;
  /** The complete statement that reads the rows with one identifier; one placeholder. */
  readonly byIdSql: string;
  /** What follows a by-id condition: nothing, or the choice of the first row when the identifier is not unique. */
  readonly byIdEndSql: string;
  /** ` ORDER BY …`: the identifier, then the key columns where the identifier alone does not decide. */
  readonly orderSql: string;
}

/** Shapes kept per entity; requests that ask for further combinations of keys make theirs anew. */
const SHAPES_MAX = 64;

// Why a WeakMap: shapes live exactly as long as the snapshot that their entity belongs to.
const shapesOfEntities = new WeakMap<Entity, Map<string, RowShape>>();

/** The shape of an entity with the given key columns behind its fields; the same object for the same columns. */
export function shapeOf(entity: Entity, keys: readonly KeyColumn[] = []): RowShape {
  let shapes = shapesOfEntities.get(entity);
  if (shapes === undefined) shapesOfEntities.set(entity, (shapes = new Map<string, RowShape>()));
  const signature = keys.length === 0 ? '' : keys.map((key) => key.column.position).join();
  const known = shapes.get(signature);
  if (known !== undefined) return known;
  const shape = makeShape(entity, keys, { from: entity.quotedTable, qualifier: '' });
  if (shapes.size < SHAPES_MAX) shapes.set(signature, shape);
  return shape;
}

/** What the two tables of a many-to-many relation are called in a statement over both. */
export const CHILD = 'dx_child';
export const LINK = 'dx_link';

const shapesOfRelations = new WeakMap<Relation, Map<string, RowShape>>();

/**
 * The shape of the child of a many-to-many relation read over the junction: its fields, then the junction's columns that
 * hold the parent's key, then the given key columns. Two tables, so every name is qualified.
 */
export function throughShapeOf(relation: Relation, keys: readonly KeyColumn[]): RowShape {
  const { child, through } = relation;
  if (through === null) throw new TypeError(`the relation ${relation.name} has no junction`);
  let shapes = shapesOfRelations.get(relation);
  if (shapes === undefined) shapesOfRelations.set(relation, (shapes = new Map<string, RowShape>()));
  const signature = keys.map((key) => key.column.position).join();
  const known = shapes.get(signature);
  if (known !== undefined) return known;
  const join = through.toChild.map(({ parent, parentQuoted, child: column, childQuoted }) =>
    compileJoin({ column: parent, quoted: `${CHILD}.${parentQuoted}` }, { column, quoted: `${LINK}.${childQuoted}` }),
  );
  const linkKeys = through.toParent.map(({ child: column, childQuoted }): KeyColumn => ({
    column,
    quoted: `${LINK}.${childQuoted}`,
  }));
  const ownKeys = keys.map(({ column, quoted }): KeyColumn => ({ column, quoted: `${CHILD}.${quoted}` }));
  const shape = makeShape(child, [...linkKeys, ...ownKeys], {
    from: `${through.quotedTable} ${LINK} JOIN ${child.quotedTable} ${CHILD} ON ${join.join(' AND ')}`,
    qualifier: `${CHILD}.`,
  });
  if (shapes.size < SHAPES_MAX) shapes.set(signature, shape);
  return shape;
}

/** How rows of an entity become JSON when nothing but its fields is selected. */
export function encodingOf(entity: Entity): RowEncoding {
  return shapeOf(entity).encoding;
}

/** The quoted columns of an entity's fields, in the order of {@link encodingOf}; for SELECT and RETURNING. */
export function selectListOf(entity: Entity, qualifier = ''): string {
  return entity.fields.map((field) => selectOf(field, qualifier + field.quoted)).join(', ');
}

/** Why a sum: servers print a FLOAT with six digits, and a DOUBLE with all of them. */
function selectOf({ jsonKind }: Entity['fields'][number], column: string): string {
  return jsonKind === 'float32' ? `${column} + 0e0` : column;
}

/** The columns that name one row of the entity, as key columns. */
export function keyColumnsOf(entity: Entity): readonly KeyColumn[] {
  return entity.keyColumns.map((column, index) => ({ column, quoted: entity.keyQuoted[index] as string }));
}

/** Where rows come from, and what stands before the names of the entity's columns. */
interface Source {
  readonly from: string;
  readonly qualifier: string;
}

function makeShape(entity: Entity, keys: readonly KeyColumn[], { from, qualifier }: Source): RowShape {
  const list = [selectListOf(entity, qualifier), ...keys.map((key) => key.quoted)].join(', ');
  const selectSql = `SELECT ${list} FROM ${from}`;
  const orderSql = ` ORDER BY ${orderOf(entity, qualifier).join(', ')}`;
  const byIdEndSql = entity.identifierUnique ? '' : `${orderSql} LIMIT 1`;
  const { column, quoted } = entity.identifier;
  return {
    entity,
    keys,
    encoding: { columns: entity.fields.map(encodedColumnOf), keyCount: keys.length },
    selectSql,
    byIdSql: `${selectSql} WHERE ${qualifier}${quoted} = ${placeholderOf(column)}${byIdEndSql}`,
    byIdEndSql,
    orderSql,
  };
}

function encodedColumnOf(field: Entity['fields'][number]): EncodedColumn {
  const type = field.column.type;
  return field.jsonKind === 'decimal' && type.kind === 'decimal'
    ? { name: field.name, kind: field.jsonKind, scale: type.scale }
    : { name: field.name, kind: field.jsonKind };
}

function orderOf(entity: Entity, qualifier: string): readonly string[] {
  const { quoted: identifier, column } = entity.identifier;
  const further = entity.keyQuoted.filter((quoted) => quoted !== identifier);
  const order = entity.identifierUnique && !column.nullable ? [identifier] : [identifier, ...further];
  return order.map((quoted) => qualifier + quoted);
}
