import { ActionIcon, Checkbox, Group, NativeSelect, Text, TextInput, Tooltip } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnAnswer, FieldBody } from '../api/admin-api';
import { Icon } from '../shell/icon';
import { hasFlag, type DraftField, type FieldFlag } from './draft';
import { FIELD_TYPES } from './field-types';
import classes from './field-grid.module.css';
import type { Remark } from './place-violations';
import { summarizeRules } from './summarize-rules';

interface FieldRowProps {
  readonly row: number;
  readonly entry: DraftField;
  readonly column: ColumnAnswer | undefined;
  readonly isIdentifier: boolean;
  readonly remarks: ReadonlyMap<string, readonly Remark[]> | undefined;
  readonly reasons: ReadonlyMap<string, string> | undefined;
  readonly readOnly: boolean;
  readonly onFlag: (columns: ReadonlySet<string>, flag: FieldFlag, value: boolean) => void;
  readonly onChange: (column: string, change: Partial<FieldBody>) => void;
  readonly onOpen: (column: string) => void;
}

const FLAGS: readonly FieldFlag[] = ['isCreatable', 'isEditable', 'isRequired'];

/** One column of the table as a line of the grid; drawn again only when something of it changes. */
export const FieldRow = memo(function FieldRow(props: FieldRowProps) {
  const { row, entry, column, remarks, readOnly } = props;
  const { t } = useTranslation();
  const wrong = [...(remarks?.values() ?? [])].flat();
  const errors = wrong.filter(({ severity }) => severity === 'error');
  return (
    <tr data-off={!entry.offered} data-wrong={entry.offered && errors.length > 0}>
      <td>
        <FlagBox {...props} flag="offered" col={0} />
      </td>
      <td>
        <ColumnCell entry={entry} column={column} isIdentifier={props.isIdentifier} />
      </td>
      <td>
        <TextInput
          className="dx-cell-input"
          size="xs"
          aria-label={t('fields.nameOf', { column: entry.column })}
          value={entry.field.fieldVisibleName}
          disabled={!entry.offered}
          readOnly={readOnly}
          error={entry.offered && (remarks?.has('fieldVisibleName') ?? false)}
          onChange={(event) => props.onChange(entry.column, { fieldVisibleName: event.currentTarget.value })}
          data-grid={`${row}:1`}
        />
      </td>
      <td>
        <TypeCell {...props} />
      </td>
      {FLAGS.map((flag, index) => (
        <td key={flag}>
          <FlagBox {...props} flag={flag} col={3 + index} />
        </td>
      ))}
      <td className={classes.rules}>
        {entry.offered && wrong.length > 0 ? <Remarks remarks={wrong} /> : <Summary {...props} />}
      </td>
      <td className={classes.open}>
        <ActionIcon
          variant="subtle"
          color="gray"
          // Why no component for it: one in each row is a good part of the time until a wide table is shown.
          title={t('fields.details')}
          aria-label={t('fields.detailsOf', { column: entry.column })}
          disabled={!entry.offered}
          onClick={() => props.onOpen(entry.column)}
          data-grid={`${row}:6`}
        >
          <Icon name="sliders" size={16} />
        </ActionIcon>
      </td>
    </tr>
  );
});

function FlagBox({
  row,
  col,
  entry,
  flag,
  isIdentifier,
  reasons,
  readOnly,
  onFlag,
}: FieldRowProps & { readonly flag: FieldFlag; readonly col: number }) {
  const { t } = useTranslation();
  const why = reasons?.get(flag === 'isRequired' ? 'validation.isRequired' : flag);
  return (
    <Checkbox
      size="xs"
      title={why}
      aria-label={t('fields.flagOf', { flag: t(`fields.${flag}`), column: entry.column })}
      checked={hasFlag(entry, flag)}
      disabled={readOnly || (flag === 'offered' ? isIdentifier && entry.offered : !entry.offered)}
      onChange={(event) => onFlag(new Set([entry.column]), flag, event.currentTarget.checked)}
      data-grid={`${row}:${col}`}
    />
  );
}

function ColumnCell({ entry, column, isIdentifier }: Pick<FieldRowProps, 'entry' | 'column' | 'isIdentifier'>) {
  const { t } = useTranslation();
  return (
    <div>
      <Group gap={6} wrap="nowrap">
        <span className="dx-mono">{entry.column}</span>
        {isIdentifier && (
          <Tooltip label={t('fields.identifierHint')}>
            <span className="dx-good" role="img" aria-label={t('fields.identifier')}>
              <Icon name="key" size={14} />
            </span>
          </Tooltip>
        )}
      </Group>
      {column === undefined ? (
        <Text size="xs" c="red" fw={600}>
          {t('fields.gone')}
        </Text>
      ) : (
        <Text size="xs" c="dimmed">
          {column.declaredType.toLowerCase()}
          {column.nullable ? '' : ' · not null'}
        </Text>
      )}
    </div>
  );
}

function TypeCell({ row, entry, remarks, reasons, readOnly, onChange }: FieldRowProps) {
  const { t } = useTranslation();
  const { type } = entry.field;
  const known: readonly string[] = FIELD_TYPES;
  return (
    <NativeSelect
      className="dx-cell-input"
      size="xs"
      title={reasons?.get('type')}
      aria-label={t('fields.typeOf', { column: entry.column })}
      data={known.includes(type) ? [...known] : [type, ...known]}
      value={type}
      disabled={!entry.offered || readOnly}
      error={entry.offered && (remarks?.has('type') ?? false)}
      onChange={(event) => onChange(entry.column, { type: event.currentTarget.value })}
      data-grid={`${row}:2`}
    />
  );
}

function Remarks({ remarks }: { readonly remarks: readonly Remark[] }) {
  return (
    <>
      {remarks.map(({ path, message, severity }) => (
        <Text
          key={path + message}
          size="xs"
          lang="en"
          {...(severity === 'error' ? { c: 'var(--mantine-color-error)', fw: 550 } : { className: 'dx-warn' })}
        >
          {message}
        </Text>
      ))}
    </>
  );
}

function Summary({ entry, reasons }: FieldRowProps) {
  if (reasons === undefined) {
    return (
      <Text size="xs" c="dimmed" lineClamp={2}>
        {summarizeRules(entry.field)}
      </Text>
    );
  }
  const shown = ['type', 'validation.isRequired', 'isEditable'].flatMap((property) => reasons.get(property) ?? []);
  const text = [...new Set(shown)].join(' ');
  return (
    <Text size="xs" c="dimmed" lineClamp={2} title={text} lang="en">
      {text}
    </Text>
  );
}
