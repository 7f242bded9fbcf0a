import { Button, Group, Text } from '@mantine/core';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundTableAnswer } from '../api/admin-api';
import { formatNumber } from '../language/format';
import { useRights } from '../session/use-me';
import { Icon } from '../shell/icon';
import { ListFilter } from '../shell/list-filter';
import { LoadingRows, Page } from '../shell/page';
import { Problem } from '../shell/problem';
import { sayDone, sayError } from '../shell/say';
import { useListAddress } from '../shell/use-list-address';
import { TableList } from './table-list';
import { useReloadTables, useTables } from './use-tables';

const SHOWS = ['all', 'free', 'used'] as const;
type Show = (typeof SHOWS)[number];

/** What the connected database holds, and what could become an endpoint. */
export function TablesPage() {
  const { t } = useTranslation();
  const { search, setSearch, asked, show, setShow } = useListAddress('/tables', SHOWS);
  const tables = useTables(asked);
  const reload = useReloadTables();
  const { canEdit } = useRights();
  const router = useRouter();
  // Why here: whoever looks at tables is about to make an endpoint of one; its screen then opens without a wait.
  useEffect(() => void router.preloadRoute({ to: '/endpoints/new' }), [router]);
  const shown = useMemo(() => filterTables(tables.data ?? [], show), [tables.data, show]);
  const readAgain = (): void =>
    reload.mutate(undefined, {
      onSuccess: (answer) => sayDone(t('tables.reloaded', { count: answer.tables })),
      onError: sayError,
    });

  return (
    <Page
      title={t('nav.tables')}
      description={t('tables.intro')}
      actions={
        canEdit && (
          <Button
            variant="default"
            leftSection={<Icon name="refresh" size={16} />}
            loading={reload.isPending}
            onClick={readAgain}
          >
            {t('tables.reload')}
          </Button>
        )
      }
    >
      <div className="dx-card">
        <ListFilter
          searchLabel={t('tables.search')}
          search={search}
          onSearch={setSearch}
          showLabel={t('tables.show')}
          show={show}
          onShow={setShow}
          shows={[
            { value: 'all', label: t('tables.showAll') },
            { value: 'free', label: t('tables.showFree') },
            { value: 'used', label: t('tables.showUsed') },
          ]}
        >
          <Text size="sm" c="dimmed" role="status">
            {tables.data === undefined
              ? ' '
              : t('tables.count', { count: shown.length, shown: formatNumber(shown.length) })}
          </Text>
        </ListFilter>
        {tables.isError && <Problem error={tables.error} onRetry={() => void tables.refetch()} />}
        {tables.isPending ? <LoadingRows rows={12} /> : <ChoosableTables tables={shown} canEdit={canEdit} />}
      </div>
    </Page>
  );
}

function ChoosableTables({
  tables,
  canEdit,
}: {
  readonly tables: readonly FoundTableAnswer[];
  readonly canEdit: boolean;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const names = [...chosen];
  const createAll = (): void => {
    const [only] = names;
    if (names.length === 1 && only !== undefined) void navigate({ to: '/endpoints/new', search: { table: only } });
    else void navigate({ to: '/endpoints/plan', search: { tables: names.join(',') } });
  };
  return (
    <>
      <TableList tables={tables} chosen={chosen} onChoose={setChosen} canEdit={canEdit} />
      {names.length > 0 && (
        <Group className="dx-savebar" justify="space-between">
          <Text size="sm" role="status">
            {t('tables.chosen', { count: names.length })}
          </Text>
          <Group gap="xs">
            <Button variant="default" onClick={() => setChosen(new Set())}>
              {t('tables.unchoose')}
            </Button>
            <Button onClick={createAll}>{t('tables.createChosen', { count: names.length })}</Button>
          </Group>
        </Group>
      )}
    </>
  );
}

/** Tables that cannot become an endpoint stand at the end. */
function filterTables(tables: readonly FoundTableAnswer[], show: Show): readonly FoundTableAnswer[] {
  const shown = tables.filter(
    ({ aliases, configurable }) =>
      show === 'all' || (show === 'used' ? aliases.length > 0 : configurable && aliases.length === 0),
  );
  return [...shown.filter(({ configurable }) => configurable), ...shown.filter(({ configurable }) => !configurable)];
}
