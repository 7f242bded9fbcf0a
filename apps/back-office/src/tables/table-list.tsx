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
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundTableAnswer } from '../api/admin-api';
import { formatNumber } from '../language/format';
import { useAliasLinks } from '../endpoints/use-alias-links';
import { Icon } from '../shell/icon';
import classes from './table-list.module.css';
import { ActionsHeader } from '../shell/actions-header';

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns });
const helper = createColumnHelper<typeof features, FoundTableAnswer>();
const ROW_HEIGHT = 46;
const MATCHES_SHOWN = 4;

interface TableListProps {
  readonly tables: readonly FoundTableAnswer[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
  readonly canEdit: boolean;
}

/** A list of any length; only the rows in view are in the page. */
export function TableList({ tables, chosen, onChoose, canEdit }: TableListProps) {
  const { t } = useTranslation();
  const columns = useColumns();
  const data = useMemo(() => [...tables], [tables]);
  const table = useTable({ features, columns, data, getRowId: ({ name }) => name });
  const { rows } = table.getRowModel();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    useFlushSync: false,
  });
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const choosable = tables.filter(({ configurable }) => configurable);
  const allChosen = choosable.length > 0 && choosable.every(({ name }) => chosen.has(name));
  const chooseAll = (): void => onChoose(allChosen ? new Set() : new Set(choosable.map(({ name }) => name)));
  const toggle = (name: string): void => {
    const next = new Set(chosen);
    if (!next.delete(name)) next.add(name);
    onChoose(next);
  };

  return (
    <div
      ref={scroller}
      className={`dx-scroll ${classes.scroller}`}
      tabIndex={0}
      role="region"
      aria-label={t('nav.tables')}
    >
      <table className="dx-table" aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
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
          </tr>
        </thead>
        <tbody>
          <Spacer height={above} />
          {items.map(({ index }) => {
            const row = rows[index];
            if (row === undefined) return null;
            const { original } = row;
            return (
              <tr key={row.id} aria-rowindex={index + 2} data-off={!original.configurable}>
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
                {canEdit && (
                  <td className={classes.action}>
                    {original.configurable && (
                      <Button
                        component={Link}
                        to="/endpoints/new"
                        search={{ table: original.name } as never}
                        size="compact-sm"
                        variant={original.aliases.length === 0 ? 'light' : 'subtle'}
                        aria-label={t('tables.createFor', { table: original.name })}
                      >
                        {t('tables.create')}
                      </Button>
                    )}
                  </td>
                )}
              </tr>
            );
          })}
          <Spacer height={below} />
        </tbody>
      </table>
      {rows.length === 0 && (
        <Text p="xl" ta="center" c="dimmed" size="sm">
          {t('common.nothingFound')}
        </Text>
      )}
    </div>
  );
}

/** Stands for the rows that are not in the page. */
function Spacer({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true">
      <td colSpan={8} style={{ height, padding: 0, border: 0 }} />
    </tr>
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
