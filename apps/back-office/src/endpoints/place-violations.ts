import { ApiError } from '../api/api-error';
import type { Draft } from './draft';

/** Something that the server says about a place of a configuration. */
export interface Remark {
  readonly severity: 'error' | 'warning';
  readonly path: string;
  readonly message: string;
}

/** Remarks by where they are shown: a field's property, a relation, or the whole. */
export interface PlacedRemarks {
  /** `column` → property (`fieldVisibleName`, `validation.min` …) → remarks. */
  readonly fields: ReadonlyMap<string, ReadonlyMap<string, readonly Remark[]>>;
  /** `tableAlias`, `definition.identifier`, `childRelations[0]` … */
  readonly others: readonly Remark[];
  readonly errors: number;
}

const FIELD = /^definition\.fields\[(\d+)\](?:\.(.+))?$/;

/** Puts remarks beside what they are about; paths count the offered fields of the draft that was sent. */
export function placeRemarks(remarks: readonly Remark[], sent: Draft): PlacedRemarks {
  const offered = sent.fields.filter((entry) => entry.offered);
  const fields = new Map<string, Map<string, Remark[]>>();
  const others: Remark[] = [];
  for (const remark of remarks) {
    const match = FIELD.exec(remark.path);
    const column = match === null ? undefined : offered[Number(match[1])]?.column;
    if (column === undefined) {
      others.push(remark);
      continue;
    }
    const property = match?.[2] ?? '';
    const ofColumn = fields.get(column) ?? new Map<string, Remark[]>();
    ofColumn.set(property, [...(ofColumn.get(property) ?? []), remark]);
    fields.set(column, ofColumn);
  }
  return { fields, others, errors: remarks.filter(({ severity }) => severity === 'error').length };
}

/** The violations of a refused save. */
export function remarksOf(error: unknown): readonly Remark[] {
  if (!(error instanceof ApiError)) return [];
  return error.entries.flatMap(({ path, message }) =>
    path === undefined ? [] : [{ severity: 'error' as const, path, message }],
  );
}
