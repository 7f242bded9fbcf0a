import type { SuggestionAnswer } from '../api/admin-api';

/** The reasons of a suggestion by what they are about. */
export interface GroupedReasons {
  /** Column → property → reason. */
  readonly fields: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** `tableAlias`, `definition.identifier`, `definition.isDeletable` → reason. */
  readonly whole: ReadonlyMap<string, string>;
}

const FIELD = /^definition\.fields\[(\d+)\]\.(.+)$/;

/** Sorts the reasons of a suggestion by column. */
export function groupReasons({
  configuration,
  reasons,
}: Pick<SuggestionAnswer, 'configuration' | 'reasons'>): GroupedReasons {
  const fields = new Map<string, Map<string, string>>();
  const whole = new Map<string, string>();
  for (const { path, reason } of reasons) {
    const match = FIELD.exec(path);
    const column = match === null ? undefined : configuration.definition.fields[Number(match[1])]?.fieldName;
    if (column === undefined) {
      whole.set(path, reason);
      continue;
    }
    const ofColumn = fields.get(column) ?? new Map<string, string>();
    ofColumn.set(match?.[2] ?? '', reason);
    fields.set(column, ofColumn);
  }
  return { fields, whole };
}
