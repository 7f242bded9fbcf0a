import { Button, Checkbox, Group, Progress, Stack, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableDetailAnswer } from '../api/admin-api';
import { client, read } from '../api/client';
import { formatNumber } from '../language/format';
import { Page } from '../shell/page';
import { Problem } from '../shell/problem';
import { sayUndo } from '../shell/say-undo';
import { removeEndpoint } from './endpoint-requests';
import { makePlan, toEntries, type PlannedEndpoint } from './make-plan';
import { readTables } from './read-tables';
import { useRefreshEndpoints } from './use-endpoints';

/** Makes several endpoints at once: the plan first, then all of them in one go. */
export function PlanPage() {
  const { t } = useTranslation();
  const { tables: text } = useSearch({ from: '/endpoints/plan' });
  const names = useMemo(() => text.split(',').filter(Boolean), [text]);
  const [done, setDone] = useState(0);
  const queries = useQueryClient();
  const tables = useQuery({
    queryKey: ['plan', names],
    queryFn: () => readTables(queries, names, setDone),
  });
  return (
    <Page title={t('plan.title', { count: names.length })} description={t('plan.intro')}>
      {tables.isError && <Problem error={tables.error} onRetry={() => void tables.refetch()} />}
      {tables.isPending && (
        <Stack className="dx-card" p="lg">
          <Text size="sm" role="status">
            {t('plan.reading', { done: formatNumber(done), all: formatNumber(names.length) })}
          </Text>
          <Progress value={(100 * done) / Math.max(names.length, 1)} aria-label={t('plan.progress')} />
        </Stack>
      )}
      {tables.data !== undefined && <Plan tables={tables.data} />}
    </Page>
  );
}

function Plan({ tables }: { readonly tables: readonly TableDetailAnswer[] }) {
  const { t } = useTranslation();
  const [aliases, setAliases] = useState<ReadonlyMap<string, string>>(new Map());
  const [withRelations, setWithRelations] = useState(true);
  const plan = useMemo(() => makePlan(tables, aliases), [tables, aliases]);
  const run = useRunPlan(plan, withRelations);
  return (
    <Stack gap="md">
      {run.error !== null && <Problem error={run.error} />}
      <div className="dx-card">
        <Group p="md" justify="space-between">
          <Checkbox
            label={t('plan.withRelations')}
            checked={withRelations}
            onChange={(event) => setWithRelations(event.currentTarget.checked)}
          />
          <Text size="sm" c="dimmed">
            {t('plan.summary', {
              count: plan.length,
              relations: withRelations ? plan.reduce((sum, { relations }) => sum + relations.length, 0) : 0,
            })}
          </Text>
        </Group>
        <div
          className="dx-scroll"
          style={{ maxHeight: 'calc(100vh - 320px)' }}
          tabIndex={0}
          role="region"
          aria-label={t('plan.list')}
        >
          <PlanTable
            plan={plan}
            withRelations={withRelations}
            onAlias={(table, alias) => setAliases(new Map(aliases).set(table, alias))}
          />
        </div>
        <Group className="dx-savebar" justify="flex-end">
          <Button loading={run.busy} disabled={plan.length === 0} onClick={() => void run.start()}>
            {t('plan.submit', { count: plan.length })}
          </Button>
        </Group>
      </div>
    </Stack>
  );
}

interface PlanTableProps {
  readonly plan: readonly PlannedEndpoint[];
  readonly withRelations: boolean;
  readonly onAlias: (table: string, alias: string) => void;
}

function PlanTable({ plan, withRelations, onAlias }: PlanTableProps) {
  const { t } = useTranslation();
  return (
    <table className="dx-table">
      <thead>
        <tr>
          <th>{t('tables.table')}</th>
          <th>{t('endpoints.alias')}</th>
          <th>{t('endpoints.identifier')}</th>
          <th>{t('endpoints.fields')}</th>
          <th>{t('endpoints.relations')}</th>
          <th>{t('plan.notes')}</th>
        </tr>
      </thead>
      <tbody>
        {plan.map(({ table, alias, configuration, relations, readOnlyReason }) => (
          <tr key={table.name}>
            <td>
              <span className="dx-mono">{table.name}</span>
            </td>
            <td>
              <TextInput
                className="dx-cell-input"
                size="xs"
                miw={180}
                aria-label={t('plan.aliasOf', { table: table.name })}
                value={alias}
                onChange={(event) => onAlias(table.name, event.currentTarget.value)}
              />
            </td>
            <td>
              <span className="dx-mono">{configuration.definition.identifier}</span>
            </td>
            <td>{configuration.definition.fields.length}</td>
            <td>
              <Text size="xs" c="dimmed" lineClamp={1} title={relations.map(({ name }) => name).join(', ')}>
                {withRelations ? relations.map(({ name }) => name).join(', ') : ''}
              </Text>
            </td>
            <td>
              <Text size="xs" className="dx-warn" lang="en">
                {readOnlyReason ?? ''}
              </Text>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useRunPlan(plan: readonly PlannedEndpoint[], withRelations: boolean) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const refresh = useRefreshEndpoints();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const start = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const answer = await read(
        client.POST('/back-office/configurations/import', { body: toEntries(plan, withRelations) }),
      );
      await refresh();
      sayUndo(t('plan.done', { count: answer.created.length }), async () => {
        await removeCreated(new Set(answer.created));
        await refresh();
      });
      await navigate({ to: '/endpoints' });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return { start, busy, error };
}

async function removeCreated(aliases: ReadonlySet<string>): Promise<void> {
  for (const alias of aliases) {
    const { data } = await read(
      client.GET('/back-office/configurations', { params: { query: { search: alias, limit: 500 } } }),
    );
    const made = data.find(({ tableAlias }) => tableAlias === alias);
    if (made !== undefined) await removeEndpoint(made);
  }
}
