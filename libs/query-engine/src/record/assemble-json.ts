import type { EncodedRows } from '@dx/database';
import { CodedException, serverErrors } from '@dx/kernel';
import type { RecordTree } from './record-tree.js';

const BRACE_CLOSE = 0x7d;
const BRACKET_OPEN = 0x5b;
const BRACKET_CLOSE = 0x5d;
const COMMA = 0x2c;
const EMPTY_LIST = Buffer.from('[]');

/**
 * The JSON array of a tree's root rows (of all, or of those named by `order`, which may repeat rows), relations spliced
 * in behind the fields: `[{"id":1,"items":[{…},{…}]},{"id":2}]`. One buffer is made, of exactly the right size.
 * Throws 1950 when the answer would have more than `bytesMax` bytes.
 */
export function assembleList(tree: RecordTree, bytesMax?: number, order?: readonly number[]): Buffer {
  const rows = order ?? indexesOf(tree.rows);
  if (rows.length === 0) return EMPTY_LIST;
  const sized = sizeTree(tree);
  let size = 1 + rows.length;
  for (const row of rows) size += sized.sizes[row] as number;
  const out = allocate(size, bytesMax);
  writeList(sized, rows, out, 0);
  return out;
}

/** The JSON object of one root row; as {@link assembleList} otherwise. */
export function assembleObject(tree: RecordTree, row: number, bytesMax?: number): Buffer {
  if (tree.relations.length === 0) return closeObject(tree.rows, row);
  const sized = sizeTree(tree);
  const out = allocate(sized.sizes[row] as number, bytesMax);
  writeObject(sized, row, out, 0);
  return out;
}

/** A tree with the number of bytes of each of its rows' objects, everything below included. */
interface SizedTree {
  readonly rows: EncodedRows;
  readonly sizes: readonly number[];
  readonly branches: readonly SizedBranch[];
}

interface SizedBranch {
  /** `,"name":[` up to the list. */
  readonly prefix: Buffer;
  readonly children: readonly (readonly number[] | null)[];
  readonly tree: SizedTree;
}

function sizeTree({ rows, relations }: RecordTree): SizedTree {
  const branches = relations.map(({ name, tree, children }): SizedBranch => ({
    prefix: Buffer.from(`,${JSON.stringify(name)}:`),
    children,
    tree: sizeTree(tree),
  }));
  const sizes: number[] = [];
  for (let row = 0; row < rows.count; row += 1) {
    const own = (rows.ends[row] as number) - (rows.starts[row] as number);
    sizes.push(own + 1 + sizeBelow(branches, row, own === 1));
  }
  return { rows, sizes, branches };
}

/** @param bare whether the object has no field, so that its first relation needs no comma */
function sizeBelow(branches: readonly SizedBranch[], row: number, bare: boolean): number {
  let size = 0;
  for (const { prefix, children, tree } of branches) {
    const indexes = children[row];
    if (indexes === null || indexes === undefined) continue;
    size += prefix.length + 2 + Math.max(0, indexes.length - 1);
    for (const index of indexes) size += tree.sizes[index] as number;
  }
  return bare && size > 0 ? size - 1 : size;
}

function writeObject(tree: SizedTree, row: number, out: Buffer, start: number): number {
  const { rows, branches } = tree;
  let at = start + rows.bytes.copy(out, start, rows.starts[row], rows.ends[row]);
  let bare = at === start + 1;
  for (const { prefix, children, tree: below } of branches) {
    const indexes = children[row];
    if (indexes === null || indexes === undefined) continue;
    at += prefix.copy(out, at, bare ? 1 : 0);
    bare = false;
    at = writeList(below, indexes, out, at);
  }
  out[at] = BRACE_CLOSE;
  return at + 1;
}

function writeList(tree: SizedTree, indexes: readonly number[], out: Buffer, start: number): number {
  let at = start;
  out[at++] = BRACKET_OPEN;
  for (let place = 0; place < indexes.length; place += 1) {
    if (place > 0) out[at++] = COMMA;
    at = writeObject(tree, indexes[place] as number, out, at);
  }
  out[at++] = BRACKET_CLOSE;
  return at;
}

function closeObject(rows: EncodedRows, row: number): Buffer {
  const [start, end] = [rows.starts[row] as number, rows.ends[row] as number];
  const out = Buffer.allocUnsafe(end - start + 1);
  rows.bytes.copy(out, 0, start, end);
  out[end - start] = BRACE_CLOSE;
  return out;
}

function allocate(size: number, bytesMax: number | undefined): Buffer {
  if (bytesMax !== undefined && size > bytesMax) {
    const reason = `The answer would have more than ${bytesMax} bytes. Use a smaller page or fewer relations.`;
    throw new CodedException(serverErrors.includeTooLarge({ reason }));
  }
  return Buffer.allocUnsafe(size);
}

function indexesOf({ count }: EncodedRows): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
