import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSubmit } from '../access/use-submit';
import type { DriftedEndpointAnswer } from '../api/admin-api';
import { replaceEndpoint } from '../endpoints/endpoint-requests';
import { formatAge } from '../language/format';
import { useRights } from '../session/use-me';
import { Icon } from '../shell/icon';
import { LoadingRows } from '../shell/page';
import { Problem } from '../shell/problem';
import { sayDone, sayError } from '../shell/say';
import { useReloadTables } from '../tables/use-tables';
import { EndpointLink } from './readiness';
import { Section } from './section';
import { useDrift } from './use-health';

/** Endpoints whose table changed, each with what would mend it; nothing happens before somebody says so. */
export function DriftList() {
  const { t } = useTranslation();
  const { canEdit } = useRights();
  const drift = useDrift();
  const reload = useReloadTables();
  const found = drift.data?.data ?? [];
  return (
    <Section
      title={t('drift.title')}
      hint={
        drift.data === undefined
          ? t('drift.hint')
          : `${t('drift.hint')} ${t('drift.checked', { age: formatAge(drift.data.checkedAt) })}`
      }
      empty={drift.isSuccess && found.length === 0 ? t('drift.none') : null}
      actions={
        canEdit && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Icon name="refresh" size={14} />}
            loading={reload.isPending}
            onClick={() => reload.mutate(undefined, { onError: sayError })}
          >
            {t('drift.check')}
          </Button>
        )
      }
    >
      {drift.isError && <Problem error={drift.error} onRetry={() => void drift.refetch()} />}
      {drift.isPending && <LoadingRows rows={3} />}
      {found.map((endpoint) => (
        <Drifted key={endpoint.id} endpoint={endpoint} canEdit={canEdit} />
      ))}
    </Section>
  );
}

function Drifted({ endpoint, canEdit }: { readonly endpoint: DriftedEndpointAnswer; readonly canEdit: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const form = useSubmit();
  const { proposal, id, alias, revision } = endpoint;
  const apply = async (): Promise<void> => {
    await replaceEndpoint(id, revision, proposal.configuration).finally(() => queries.invalidateQueries());
    sayDone(t('drift.mended', { alias }));
  };
  return (
    <Stack gap="xs" p="md" style={{ borderTop: '1px solid var(--dx-line)' }}>
      <Group justify="space-between">
        <Group gap="sm">
          <EndpointLink id={id} alias={alias} />
          <Text size="sm" c="dimmed">
            {t('tables.table')} <span className="dx-mono">{endpoint.table}</span>
          </Text>
          <Badge color={endpoint.served ? 'yellow' : 'red'}>
            {endpoint.served ? t('drift.served') : t('drift.notServed')}
          </Badge>
        </Group>
        {canEdit && proposal.changes.length > 0 && (
          <Button
            size="compact-sm"
            variant="light"
            disabled={!proposal.valid}
            loading={form.busy}
            aria-label={t('drift.applyTo', { alias })}
            onClick={() => void form.run(apply)}
          >
            {t('drift.apply')}
          </Button>
        )}
      </Group>
      {form.error !== null && <Problem error={form.error} />}
      <ul lang="en" className="dx-list">
        {endpoint.problems.map(({ path, message }) => (
          <li key={`${path} ${message}`}>{message}</li>
        ))}
      </ul>
      {proposal.changes.length > 0 && <Changes endpoint={endpoint} />}
      {!proposal.valid && (
        <Text size="sm" className="dx-warn" lang="en">
          {proposal.violations.map(({ message }) => message).join(' ')}
        </Text>
      )}
    </Stack>
  );
}

function Changes({ endpoint: { proposal } }: { readonly endpoint: DriftedEndpointAnswer }) {
  const { t } = useTranslation();
  return (
    <table className="dx-table">
      <thead>
        <tr>
          <th>{t('drift.proposal')}</th>
          <th>{t('history.before')}</th>
          <th>{t('history.after')}</th>
          <th>{t('drift.reason')}</th>
        </tr>
      </thead>
      <tbody>
        {proposal.changes.map(({ kind, path, from, to, reason }) => (
          <tr key={`${kind} ${path}`}>
            <td>{t(`drift.kind_${kind}`)}</td>
            <td className={from === null ? undefined : 'dx-diff-minus'}>{from ?? '–'}</td>
            <td className={to === null ? undefined : 'dx-diff-plus'}>{to ?? '–'}</td>
            <td>
              <Text size="xs" c="dimmed" lang="en">
                {reason}
              </Text>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
