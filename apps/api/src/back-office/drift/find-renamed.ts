import type { FieldDefinition } from '@dx/entity-configuration';
import type { Table } from '@dx/schema-catalogue';
import { measureSimilarity } from './measure-similarity.js';

/** Names less alike than this are not taken for one another. */
const ALIKE = 0.4;
/** Share of an endpoint's columns that a table must have to be taken for the one that is gone. */
const ENOUGH_COLUMNS = 0.8;

/** The column that a vanished one was probably renamed to: unused, alike by name, of the same kind. */
export function findRenamedColumn(
  field: Pick<FieldDefinition, 'fieldName' | 'type'>,
  suggested: readonly Pick<FieldDefinition, 'fieldName' | 'type'>[],
  used: ReadonlySet<string>,
): string | null {
  const type = field.type === 'float' ? 'decimal' : field.type;
  const candidates = suggested.filter((other) => !used.has(other.fieldName) && other.type === type);
  return mostAlike(
    field.fieldName,
    candidates.map(({ fieldName }) => fieldName),
  );
}

/** The name that is most alike; null when none is alike enough. */
export function mostAlike(name: string, candidates: readonly string[]): string | null {
  const best = candidates
    .map((candidate) => ({ candidate, score: measureSimilarity(name, candidate) }))
    .sort((left, right) => right.score - left.score)[0];
  return best !== undefined && best.score >= ALIKE ? best.candidate : null;
}

/** The table that a vanished one was probably renamed to: it has nearly all of the columns; of several the most alike by name. */
export function findRenamedTable(name: string, columns: readonly string[], candidates: readonly Table[]): Table | null {
  if (columns.length < 2) return null;
  const shareOf = (table: Table): number =>
    columns.filter((column) => table.columnsByName.has(column)).length / columns.length;
  const best = candidates
    .map((table) => ({ table, share: shareOf(table), alike: measureSimilarity(name, table.name) }))
    .filter(({ share, alike }) => share >= ENOUGH_COLUMNS && alike >= ALIKE)
    .sort((left, right) => right.share - left.share || right.alike - left.alike)[0];
  return best?.table ?? null;
}
