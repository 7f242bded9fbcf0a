import type { EncodedRows, SqlKey, SqlParam, SqlRunner } from '@dx/database';
import type { RowShape } from '../plan/row-shape.js';
import { concatRows } from '../record/record-tree.js';
import { chunkKeys, compileKeys } from '../sql/compile-select.js';

/** Rows found by key: which row of `rows` belongs to which of the given keys; -1 = there is none. */
export interface RowsByKeys {
  readonly rows: EncodedRows;
  readonly rowOf: readonly number[];
}

/**
 * Reads the rows with the given keys as they are stored now, in one statement per 1,000 keys, and tells which row each key
 * found; the same key may be given several times. A write answers with it, inside its transaction, so that its answer is
 * what a GET right after would show.
 * @param shape `shapeOf(entity, keyColumns)`: its key columns are those of `keys`, e.g. `keyColumnsOf(entity)`
 * @param keys values of the key columns' types, e.g. from `toColumnParam`; never null
 */
export async function readRowsByKeys(
  runner: SqlRunner,
  shape: RowShape,
  keys: readonly (readonly SqlParam[])[],
): Promise<RowsByKeys> {
  const texts = keys.map(textOfKey);
  const distinct = new Map<string, readonly SqlParam[]>();
  for (let index = 0; index < keys.length; index += 1) {
    distinct.set(texts[index] as string, keys[index] as readonly SqlParam[]);
  }
  const pieces: EncodedRows[] = [];
  for (const chunk of chunkKeys([...distinct.values()], shape.keys.length, runner.dialect)) {
    pieces.push(await select(runner, shape, chunk));
  }
  const rowOf = matchKeys(concatRows(pieces), distinct);
  let base = pieces.reduce((count, piece) => count + piece.count, 0);
  for (const [text, key] of rowOf.size === distinct.size ? [] : distinct) {
    if (rowOf.has(text)) continue;
    // Why once more, alone: the database prints some keys otherwise than they were given (`1.5` as `1.50`, `de` as `DE`),
    // and only it can say which row such a key names.
    const piece = await select(runner, shape, [key]);
    if (piece.count > 0) rowOf.set(text, base);
    base += piece.count;
    pieces.push(piece);
  }
  return { rows: concatRows(pieces), rowOf: texts.map((text) => rowOf.get(text) ?? -1) };
}

async function select(
  runner: SqlRunner,
  shape: RowShape,
  keys: readonly (readonly SqlParam[])[],
): Promise<EncodedRows> {
  const where = compileKeys(shape.keys, keys);
  return runner.json({ sql: `${shape.selectSql} WHERE ${where.sql}`, params: where.params }, shape.encoding);
}

/** Row numbers by the given keys' texts, where the database printed the key as it was given. */
function matchKeys(rows: EncodedRows, given: ReadonlyMap<string, unknown>): Map<string, number> {
  const found = new Map<string, number>();
  for (let row = 0; row < rows.count; row += 1) {
    const text = joinTexts(rows.keys[row] ?? []);
    if (given.has(text) && !found.has(text)) found.set(text, row);
  }
  return found;
}

function textOfKey(key: readonly SqlParam[]): string {
  return key.length === 1 ? (textOfParam(key[0] as SqlParam) ?? '') : joinTexts(key.map(textOfParam));
}

/** A bound value as the database prints keys. */
function textOfParam(param: SqlParam): SqlKey {
  if (param === null) return null;
  if (typeof param === 'boolean') return param ? '1' : '0';
  return Buffer.isBuffer(param) ? param.toString('latin1') : String(param);
}

function joinTexts(texts: readonly SqlKey[]): string {
  return texts.length === 1 ? (texts[0] ?? '') : texts.map((text) => `${(text ?? '').length}:${text ?? ''}`).join('');
}
