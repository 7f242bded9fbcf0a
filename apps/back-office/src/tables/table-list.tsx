import { Anchor, Badge, Button, Checkbox, Group, Text, Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFns,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundTableAnswer } from '../api/admin-api';
import { formatNumber } from '../language/format';
import { useAliasLinks } from '../endpoints/use-alias-links';
import { Icon } from '../shell/icon';
import classes from './table-list.module.css';
import { ActionsHeader } from '../shell/actions-header';
import { VirtualTable } from '../shell/virtual-table';

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns });
const helper = createColumnHelper<typeof features, FoundTableAnswer>();
const MATCHES_SHOWN = 4;

interface TableListProps {
  readonly tables: readonly FoundTableAnswer[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
  readonly canEdit: boolean;
}

/** The tables as lines: what each is, whether it may become an endpoint, and which endpoints use it. */
export function TableList({ tables, chosen, onChoose, canEdit }: TableListProps) {
  const { t } = useTranslation();
  const columns = useColumns();
  const data = useMemo(() => [...tables], [tables]);
  const table = useTable({ features, columns, data, getRowId: ({ name }) => name });
  const { rows } = table.getRowModel();
  const choosable = tables.filter(({ configurable }) => configurable);
  const allChosen = choosable.length > 0 && choosable.every(({ name }) => chosen.has(name));
  const chooseAll = (): void => onChoose(allChosen ? new Set() : new Set(choosable.map(({ name }) => name)));
  const toggle = (name: string): void => {
    const next = new Set(chosen);
    if (!next.delete(name)) next.add(name);
    onChoose(next);
  };

  return (
    <VirtualTable
      label={t('nav.tables')}
      className={classes.scroller}
      count={rows.length}
      columns={8}
      head={
        <>
          {canEdit && (
            <th className={classes.check}>
              <Checkbox
                size="xs"
                aria-label={t('tables.chooseAll')}
                checked={allChosen}
                indeterminate={chosen.size > 0 && !allChosen}
                onChange={chooseAll}
              />
            </th>
          )}
          {table.getFlatHeaders().map((header) => {
            const sorted = header.column.getIsSorted();
            return (
              <th
                key={header.id}
                data-column={header.id}
                aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'}
              >
                <button type="button" className="dx-sort" onClick={() => header.column.toggleSorting()}>
                  <table.FlexRender header={header} />
                  {sorted !== false && <Icon name={sorted === 'asc' ? 'up' : 'down'} size={14} />}
                </button>
              </th>
            );
          })}
          {canEdit && <ActionsHeader />}
        </>
      }
      row={(index, rowIndex) => {
        const row = rows[index];
        if (row === undefined) return null;
        const { original } = row;
        return (
          <tr key={row.id} aria-rowindex={rowIndex} data-off={!original.configurable}>
            {canEdit && (
              <td>
                <Checkbox
                  size="xs"
                  aria-label={t('tables.choose', { table: original.name })}
                  checked={chosen.has(original.name)}
                  disabled={!original.configurable}
                  onChange={() => toggle(original.name)}
                />
              </td>
            )}
            {row.getAllCells().map((cell) => (
              <td key={cell.id} data-column={cell.column.id}>
                <table.FlexRender cell={cell} />
              </td>
            ))}
            {canEdit && <td className={classes.action}>{original.configurable && <CreateLink table={original} />}</td>}
          </tr>
        );
      }}
    />
  );
}

function CreateLink({ table: { name, aliases } }: { readonly table: FoundTableAnswer }) {
  const { t } = useTranslation();
  return (
    <Button
      component={Link}
      to="/endpoints/new"
      search={{ table: name } as never}
      size="compact-sm"
      variant={aliases.length === 0 ? 'light' : 'subtle'}
      aria-label={t('tables.createFor', { table: name })}
    >
      {t('tables.create')}
    </Button>
  );
}

function useColumns() {
  const { t } = useTranslation();
  return useMemo(
    () =>
      helper.columns([
        helper.accessor('name', {
          header: () => t('tables.table'),
          cell: ({ row }) => <NameCell table={row.original} />,
        }),
        helper.accessor((table) => table.rowsAbout ?? -1, {
          id: 'rows',
          header: () => t('tables.rowsAbout'),
          cell: ({ row }) => (row.original.rowsAbout === null ? '–' : formatNumber(row.original.rowsAbout)),
        }),
        helper.accessor('columnCount', { header: () => t('tables.columns') }),
        helper.accessor((table) => table.primaryKey.join(', '), {
          id: 'key',
          header: () => t('tables.key'),
          cell: ({ row }) => <KeyCell columns={row.original.primaryKey} />,
        }),
        helper.accessor((table) => table.aliases.join(', '), {
          id: 'aliases',
          header: () => t('tables.usedBy'),
          cell: ({ row }) => <AliasCell aliases={row.original.aliases} />,
        }),
      ]),
    [t],
  );
}

function NameCell({ table }: { readonly table: FoundTableAnswer }) {
  const { t } = useTranslation();
  const matches = table.matchedColumns.slice(0, MATCHES_SHOWN).join(', ');
  const more = table.matchedColumns.length - MATCHES_SHOWN;
  const note =
    table.reason ??
    (matches === '' ? table.comment : `${t('tables.inColumns')} ${matches}${more > 0 ? ` +${more}` : ''}`);
  return (
    <div>
      <Group gap={6} wrap="nowrap">
        <span className="dx-mono">{table.name}</span>
        {table.kind === 'view' && (
          <Badge size="xs" color="gray">
            {t('tables.view')}
          </Badge>
        )}
      </Group>
      {note !== '' && (
        <Text size="xs" c="dimmed" lineClamp={1} title={note} lang={table.reason === null ? undefined : 'en'}>
          {note}
        </Text>
      )}
    </div>
  );
}

function KeyCell({ columns }: { readonly columns: readonly string[] }) {
  const { t } = useTranslation();
  if (columns.length > 0) return <span className="dx-mono">{columns.join(', ')}</span>;
  return (
    <Tooltip label={t('tables.noKeyHint')}>
      <Text size="xs" className="dx-warn" component="span">
        {t('tables.noKey')}
      </Text>
    </Tooltip>
  );
}

function AliasCell({ aliases }: { readonly aliases: readonly string[] }) {
  const idOf = useAliasLinks();
  return (
    <Group gap={6}>
      {aliases.map((alias) => {
        const id = idOf(alias);
        return id === undefined ? (
          <span key={alias}>{alias}</span>
        ) : (
          <Anchor key={alias} component={Link} to="/endpoints/$id" params={{ id: String(id) } as never} size="sm">
            {alias}
          </Anchor>
        );
      })}
    </Group>
  );
}
