import { Anchor, Group, Switch, Tabs, Text } from '@mantine/core';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConfigurationAnswer } from '../api/admin-api';
import { useRights } from '../session/use-me';
import { Icon } from '../shell/icon';
import { LoadingRows, Page } from '../shell/page';
import { Problem } from '../shell/problem';
import { sayError } from '../shell/say';
import { RelationsTab } from '../relations/relations-tab';
import { useTable } from '../tables/use-tables';
import { EditFields } from './edit-fields';
import { StateBadge } from './endpoint-list';
import { HistoryTab } from './history-tab';
import { useEndpointActions } from './use-endpoint-actions';
import { useEndpoint } from './use-endpoints';

const TryTab = lazy(() => import('../trying/try-tab').then((m) => ({ default: m.TryTab })));

/** One endpoint: its fields, its relations, its history. */
export function EditPage() {
  const { id } = useParams({ from: '/endpoints/$id' });
  const { t } = useTranslation();
  const endpoint = useEndpoint(id);
  if (endpoint.isError) {
    return (
      <Page title={t('nav.endpoints')}>
        <Problem error={endpoint.error} onRetry={() => void endpoint.refetch()} />
      </Page>
    );
  }
  if (endpoint.isPending) return <LoadingRows rows={12} />;
  return <LoadedEndpoint key={id} endpoint={endpoint.data} />;
}

function LoadedEndpoint({ endpoint }: { readonly endpoint: ConfigurationAnswer }) {
  const { t } = useTranslation();
  const { canEdit } = useRights();
  const { setActive } = useEndpointActions();
  const table = useTable(endpoint.tableName);
  const { tab = 'fields' } = useSearch({ from: '/endpoints/$id' });
  const navigate = useNavigate();
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set([tab]));
  const show = (next: string | null): void => {
    if (next === null) return;
    setVisited(new Set(visited).add(next));
    void navigate({ to: '/endpoints/$id', params: { id: String(endpoint.id) }, search: { tab: next }, replace: true });
  };
  return (
    <Page
      title={endpoint.tableAlias}
      description={
        <Group gap="sm">
          <Anchor component={Link} to="/endpoints" size="sm">
            {t('nav.endpoints')}
          </Anchor>
          <span className="dx-mono">/dynamic-entity/{endpoint.tableAlias}</span>
          <Text size="sm" component="span" c="dimmed">
            {t('tables.table')} <span className="dx-mono">{endpoint.tableName}</span>
          </Text>
          <StateBadge endpoint={endpoint} />
        </Group>
      }
      actions={
        <Switch
          label={t('endpoints.active')}
          checked={endpoint.isActive}
          disabled={!canEdit}
          onChange={(event) => void setActive(endpoint, event.currentTarget.checked).catch(sayError)}
        />
      }
    >
      <Tabs value={tab} onChange={show} keepMounted>
        <Tabs.List>
          <Tab value="fields" icon="list" label={t('endpoints.fields')} />
          <Tab value="relations" icon="relation" label={t('endpoints.relations')} />
          <Tab value="try" icon="play" label={t('try.title')} />
          <Tab value="history" icon="history" label={t('history.title')} />
        </Tabs.List>
        <Panel value="fields">
          {table.isPending ? (
            <LoadingRows rows={12} />
          ) : (
            <EditFields endpoint={endpoint} table={table.data} canEdit={canEdit} />
          )}
        </Panel>
        <Panel value="relations">
          {(visited.has('relations') || tab === 'relations') && (
            <RelationsTab endpoint={endpoint} table={table.data} canEdit={canEdit} />
          )}
        </Panel>
        <Panel value="try">
          {(visited.has('try') || tab === 'try') && (
            <Suspense fallback={<LoadingRows />}>
              <TryTab endpoint={endpoint} />
            </Suspense>
          )}
        </Panel>
        <Panel value="history">
          {(visited.has('history') || tab === 'history') && <HistoryTab endpoint={endpoint} canEdit={canEdit} />}
        </Panel>
      </Tabs>
    </Page>
  );
}

function Tab({
  value,
  icon,
  label,
}: {
  readonly value: string;
  readonly icon: 'list' | 'relation' | 'play' | 'history';
  readonly label: string;
}) {
  return (
    <Tabs.Tab value={value} leftSection={<Icon name={icon} size={16} />}>
      {label}
    </Tabs.Tab>
  );
}

function Panel({ value, children }: { readonly value: string; readonly children: ReactNode }) {
  return (
    <Tabs.Panel value={value} pt="md">
      <div className="dx-card">{children}</div>
    </Tabs.Panel>
  );
}
