import { Checkbox, Group, Text, TextInput } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnAnswer } from '../api/admin-api';
import { Icon } from '../shell/icon';
import type { DraftField, FieldFlag } from './draft';
import { hasFlag } from './draft';
import classes from './field-grid.module.css';
import { FieldRow } from './field-row';
import { moveInGrid } from './move-in-grid';
import type { PlacedRemarks } from './place-violations';
import type { DraftEditor } from './use-draft';
import { ActionsHeader } from '../shell/actions-header';

interface FieldGridProps {
  readonly editor: DraftEditor;
  readonly columns: readonly ColumnAnswer[];
  readonly remarks: PlacedRemarks;
  readonly readOnly: boolean;
  /** Column → property → why it is suggested so; shown instead of the rules. */
  readonly reasons?: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly onOpen: (column: string) => void;
}

const FLAGS: readonly FieldFlag[] = ['isCreatable', 'isEditable', 'isRequired'];

/**
 * The fields of an endpoint, narrow: what clients see, and what they may do. The boxes in the header set all rows that
 * are shown; the arrow keys move between cells.
 */
export function FieldGrid({ editor, columns, remarks, readOnly, reasons, onOpen }: FieldGridProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const table = useRef<HTMLTableElement>(null);
  const byName = useMemo(() => new Map(columns.map((column) => [column.name, column])), [columns]);
  const shown = editor.draft.fields.filter(({ column, field }) => matches(column, field.fieldVisibleName, search));
  const offered = shown.filter((entry) => entry.offered);

  return (
    <div>
      <Group p="sm" gap="sm" justify="space-between">
        <TextInput
          type="search"
          size="xs"
          w={260}
          leftSection={<Icon name="search" size={14} />}
          placeholder={t('fields.search')}
          aria-label={t('fields.search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Text size="xs" c="dimmed">
          {t('fields.count', {
            offered: editor.draft.fields.filter((entry) => entry.offered).length,
            all: editor.draft.fields.length,
          })}
        </Text>
      </Group>
      <div className={`dx-scroll ${classes.scroller}`} tabIndex={0} role="region" aria-label={t('fields.title')}>
        <table ref={table} className="dx-table" onKeyDown={(event) => moveInGrid(event, table.current)}>
          <thead>
            <tr>
              <th className={classes.flag}>
                <FlagHeader entries={shown} flag="offered" editor={editor} readOnly={readOnly} />
              </th>
              <th>{t('fields.column')}</th>
              <th>{t('fields.name')}</th>
              <th>{t('fields.type')}</th>
              {FLAGS.map((flag) => (
                <th key={flag} className={classes.flag}>
                  <FlagHeader entries={offered} flag={flag} editor={editor} readOnly={readOnly} />
                </th>
              ))}
              <th className={classes.rules}>{reasons === undefined ? t('fields.rules') : t('fields.why')}</th>
              <ActionsHeader />
            </tr>
          </thead>
          <tbody>
            {shown.map((entry, row) => (
              <FieldRow
                key={entry.column}
                row={row}
                entry={entry}
                column={byName.get(entry.column)}
                isIdentifier={entry.column === editor.draft.identifier}
                remarks={remarks.fields.get(entry.column)}
                reasons={reasons?.get(entry.column)}
                readOnly={readOnly}
                onFlag={editor.setFlag}
                onChange={editor.changeField}
                onOpen={onOpen}
              />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface FlagHeaderProps {
  readonly entries: readonly DraftField[];
  readonly flag: FieldFlag;
  readonly editor: DraftEditor;
  readonly readOnly: boolean;
}

function FlagHeader({ entries, flag, editor, readOnly }: FlagHeaderProps) {
  const { t } = useTranslation();
  const set = entries.filter((entry) => hasFlag(entry, flag)).length;
  const all = entries.length > 0 && set === entries.length;
  return (
    <Checkbox
      size="xs"
      classNames={{ body: classes.headerBox ?? '' }}
      label={t(`fields.${flag}`)}
      aria-label={t('fields.setAll', { flag: t(`fields.${flag}`) })}
      checked={all}
      indeterminate={set > 0 && !all}
      disabled={readOnly || entries.length === 0}
      onChange={() => editor.setFlag(new Set(entries.map(({ column }) => column)), flag, !all)}
    />
  );
}

function matches(column: string, name: string, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return wanted === '' || column.toLowerCase().includes(wanted) || name.toLowerCase().includes(wanted);
}
