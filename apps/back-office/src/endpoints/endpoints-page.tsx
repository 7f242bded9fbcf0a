import { Button, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConfigurationAnswer } from '../api/admin-api';
import { formatNumber } from '../language/format';
import { useRights } from '../session/use-me';
import { Icon } from '../shell/icon';
import { ListFilter } from '../shell/list-filter';
import { LoadingRows, Page } from '../shell/page';
import { Problem } from '../shell/problem';
import { useListAddress } from '../shell/use-list-address';
import { EndpointList } from './endpoint-list';
import { ExportButton } from './export-button';
import { useEndpoints } from './use-endpoints';

const SHOWS = ['all', 'served', 'off', 'wrong'] as const;
type Show = (typeof SHOWS)[number];

/** All endpoints. */
export function EndpointsPage() {
  const { t } = useTranslation();
  const endpoints = useEndpoints();
  const { canEdit } = useRights();
  const { search, setSearch, show, setShow } = useListAddress('/endpoints', SHOWS);
  const all = endpoints.data ?? [];
  const shown = useMemo(() => filterEndpoints(endpoints.data ?? [], search, show), [endpoints.data, search, show]);
  const count = (wanted: Show): number => filterEndpoints(all, '', wanted).length;

  return (
    <Page
      title={t('nav.endpoints')}
      description={t('endpoints.intro')}
      actions={
        <>
          <ExportButton />
          {canEdit && (
            <Button component={Link} to="/endpoints/new" leftSection={<Icon name="plus" size={16} />}>
              {t('endpoints.new')}
            </Button>
          )}
        </>
      }
    >
      {endpoints.isError && <Problem error={endpoints.error} onRetry={() => void endpoints.refetch()} />}
      {endpoints.isSuccess && all.length === 0 ? (
        <NothingYet canEdit={canEdit} />
      ) : (
        <div className="dx-card">
          <ListFilter
            searchLabel={t('endpoints.search')}
            search={search}
            onSearch={setSearch}
            showLabel={t('endpoints.show')}
            show={show}
            onShow={setShow}
            shows={SHOWS.map((value) => ({
              value,
              label: `${t(`endpoints.show_${value}`)} ${formatNumber(count(value))}`,
            }))}
          />
          {endpoints.isPending ? <LoadingRows rows={10} /> : <EndpointList endpoints={shown} canEdit={canEdit} />}
        </div>
      )}
    </Page>
  );
}

function NothingYet({ canEdit }: { readonly canEdit: boolean }) {
  const { t } = useTranslation();
  return (
    <Stack className="dx-card" align="center" p={48} gap="sm">
      <Icon name="endpoint" size={36} />
      <Title order={2}>{t('endpoints.nothingYet')}</Title>
      <Text size="sm" c="dimmed" ta="center" maw={460}>
        {t('endpoints.nothingYetText')}
      </Text>
      {canEdit && (
        <Button component={Link} to="/tables">
          {t('endpoints.chooseTable')}
        </Button>
      )}
    </Stack>
  );
}

/** Those that are wanted, by alias: it is what a client asks for. */
function filterEndpoints(
  all: readonly ConfigurationAnswer[],
  search: string,
  show: Show,
): readonly ConfigurationAnswer[] {
  const wanted = search.trim().toLowerCase();
  const found = all.filter(
    ({ tableAlias, tableName, isActive, served, problems }) =>
      (wanted === '' || tableAlias.toLowerCase().includes(wanted) || tableName.toLowerCase().includes(wanted)) &&
      (show === 'all' ||
        (show === 'served' && served) ||
        (show === 'off' && !isActive) ||
        (show === 'wrong' && problems.length > 0)),
  );
  return found.sort((left, right) => (left.tableAlias < right.tableAlias ? -1 : 1));
}
