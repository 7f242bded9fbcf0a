import type { ConfigurationBody, FieldBody, RelationBody, TableDetailAnswer } from '../api/admin-api';

/** A column while an endpoint is edited: offered to clients or not, with everything that is said about it. */
export interface DraftField {
  readonly column: string;
  readonly offered: boolean;
  readonly field: FieldBody;
}

/** An endpoint while it is edited. Columns that are not offered keep what was typed, so that ticking them brings it back. */
export interface Draft {
  readonly tableName: string;
  readonly tableAlias: string;
  readonly isActive: boolean;
  readonly identifier: string;
  readonly isDeletable: boolean;
  readonly fields: readonly DraftField[];
  readonly relations: readonly RelationBody[];
  /** Parts that this screen does not edit; they are saved as they were. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** A flag of a field that has its own column in the grid. */
export type FieldFlag = 'offered' | 'isCreatable' | 'isEditable' | 'isRequired';

/**
 * Starts editing: the offered fields in the order of the table's columns, those columns that are not offered as the
 * suggestion has them, and at the end fields whose column is gone.
 */
export function makeDraft(body: ConfigurationBody, table: TableDetailAnswer | undefined): Draft {
  const { tableName, tableAlias, isActive, definition, childRelations, ...rest } = body;
  const stored = new Map(definition.fields.map((field) => [field.fieldName, field]));
  const suggested = new Map(
    (table?.suggestion?.configuration.definition.fields ?? []).map((field) => [field.fieldName, field]),
  );
  const columns = (table?.columns ?? []).map(({ name }) => name);
  const gone = definition.fields.map(({ fieldName }) => fieldName).filter((name) => !columns.includes(name));
  return {
    tableName,
    tableAlias,
    isActive,
    identifier: definition.identifier,
    isDeletable: definition.isDeletable ?? false,
    fields: [...columns, ...gone].flatMap((column): DraftField[] => {
      const field = stored.get(column) ?? suggested.get(column);
      return field === undefined ? [] : [{ column, offered: stored.has(column), field }];
    }),
    relations: childRelations,
    rest,
  };
}

/** What is saved of a draft. */
export function toConfiguration(draft: Draft): ConfigurationBody {
  return {
    ...draft.rest,
    tableName: draft.tableName,
    tableAlias: draft.tableAlias,
    isActive: draft.isActive,
    definition: {
      identifier: draft.identifier,
      isDeletable: draft.isDeletable,
      fields: draft.fields.filter(({ offered }) => offered).map(({ field }) => field),
    },
    childRelations: [...draft.relations],
  };
}

/** Whether a flag of a field is set; a missing `isRequired` inside rules means required. */
export function hasFlag({ offered, field }: DraftField, flag: FieldFlag): boolean {
  if (flag === 'offered') return offered;
  if (flag !== 'isRequired') return field[flag] ?? false;
  return field.validation !== undefined && field.validation !== null && field.validation.isRequired !== false;
}

/** The draft with a flag of the named columns set or cleared. */
export function setFlag(draft: Draft, columns: ReadonlySet<string>, flag: FieldFlag, value: boolean): Draft {
  return mapFields(draft, columns, (entry) => {
    if (flag === 'offered') return { ...entry, offered: value };
    if (flag !== 'isRequired') return { ...entry, field: { ...entry.field, [flag]: value } };
    return { ...entry, field: { ...entry.field, validation: { ...entry.field.validation, isRequired: value } } };
  });
}

/** The draft with parts of one field changed. */
export function changeField(draft: Draft, column: string, change: Partial<FieldBody>): Draft {
  return mapFields(draft, new Set([column]), (entry) => ({ ...entry, field: { ...entry.field, ...change } }));
}

function mapFields(draft: Draft, columns: ReadonlySet<string>, change: (entry: DraftField) => DraftField): Draft {
  return { ...draft, fields: draft.fields.map((entry) => (columns.has(entry.column) ? change(entry) : entry)) };
}
