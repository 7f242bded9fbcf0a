import { Select, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConfigurationAnswer } from '../api/admin-api';
import { useEndpoints } from '../endpoints/use-endpoints';
import { LoadingRows, Page } from '../shell/page';
import { Problem } from '../shell/problem';

const Picture = lazy(() => import('./picture').then((m) => ({ default: m.Picture })));

/** The relations of an endpoint and its neighbours as a picture. */
export function RelationsPage() {
  const { t } = useTranslation();
  const { endpoint: wanted } = useSearch({ from: '/relations' });
  const navigate = useNavigate();
  const endpoints = useEndpoints();
  const all = endpoints.data ?? [];
  const centre = all.find(({ tableAlias }) => tableAlias === wanted) ?? pickCentre(all);
  return (
    <Page
      title={t('nav.relations')}
      description={t('relations.pictureIntro')}
      actions={
        <Select
          w={280}
          searchable
          allowDeselect={false}
          aria-label={t('relations.centre')}
          data={all.map(({ tableAlias }) => tableAlias)}
          value={centre?.tableAlias ?? null}
          onChange={(alias) => void navigate({ to: '/relations', search: alias === null ? {} : { endpoint: alias } })}
        />
      }
    >
      {endpoints.isError && <Problem error={endpoints.error} onRetry={() => void endpoints.refetch()} />}
      {endpoints.isPending && <LoadingRows rows={10} />}
      {endpoints.isSuccess && centre === undefined && (
        <Text size="sm" c="dimmed">
          {t('endpoints.nothingYet')}
        </Text>
      )}
      {centre !== undefined && (
        <Suspense fallback={<LoadingRows rows={10} />}>
          <Picture key={centre.tableAlias} centre={centre} endpoints={all} />
        </Suspense>
      )}
    </Page>
  );
}

/** Without a wish: the endpoint with most relations, where there is most to see. */
function pickCentre(all: readonly ConfigurationAnswer[]): ConfigurationAnswer | undefined {
  return [...all].sort((left, right) => right.childRelations.length - left.childRelations.length)[0];
}
