import { Anchor, Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../access/use-access';
import { METHODS } from '../access/scopes';
import type { ApiKeyAnswer } from '../api/admin-api';
import { describeVerbs } from '../endpoints/describe-verbs';
import { useEndpoints } from '../endpoints/use-endpoints';
import { useRights } from '../session/use-me';
import { ActionsHeader } from '../shell/actions-header';
import { CopyText } from '../shell/copy-text';
import { Icon } from '../shell/icon';
import { LoadingRows, Page } from '../shell/page';
import { Problem } from '../shell/problem';
import { DownloadButton } from './download-button';
import { useUsableEndpoints, type UsableEndpoint } from './document-source';

/** The API's document: never stale, whole or of one endpoint, as the visitor or an API key sees it. */
export function DocumentationPage() {
  const { t } = useTranslation();
  const { isOwner } = useRights();
  const [search, setSearch] = useState('');
  const [key, setKey] = useState<ApiKeyAnswer | null>(null);
  const endpoints = useUsableEndpoints(key?.id ?? null);
  const shown = (endpoints.data ?? []).filter(({ alias }) => alias.toLowerCase().includes(search.trim().toLowerCase()));
  return (
    <Page
      title={t('nav.documentation')}
      description={t('documentation.intro')}
      actions={
        <Button
          component="a"
          href="/docs"
          target="_blank"
          rel="noreferrer"
          rightSection={<Icon name="external" size={15} />}
        >
          {t('documentation.swagger')}
        </Button>
      }
    >
      <Stack className="dx-card" p="md" gap="sm">
        <Title order={2}>{t('documentation.whole')}</Title>
        <Text size="sm" c="dimmed">
          {t('documentation.wholeText')}
        </Text>
        <Group align="flex-end">
          {isOwner && <KeySelect value={key} onChange={setKey} />}
          <DownloadButton format="json" apiKeyId={key?.id ?? null} keyName={key?.name ?? null} />
          <DownloadButton format="yaml" apiKeyId={key?.id ?? null} keyName={key?.name ?? null} />
          <CopyText text={`${window.location.origin}/openapi.json`} label={t('documentation.copyAddress')} />
        </Group>
        <Text size="sm" c="dimmed">
          {t('documentation.asKey')}
        </Text>
        <pre className="dx-code">{`curl -s "${window.location.origin}/openapi.yaml" -H "X-Api-Key: YOUR_API_KEY"`}</pre>
      </Stack>
      {endpoints.isError && <Problem error={endpoints.error} onRetry={() => void endpoints.refetch()} />}
      <div className="dx-card">
        <Group p="md" justify="space-between">
          <Title order={2}>
            {key === null ? t('documentation.single') : t('documentation.singleOf', { name: key.name })}
          </Title>
          <TextInput
            type="search"
            w={280}
            leftSection={<Icon name="search" size={16} />}
            placeholder={t('endpoints.search')}
            aria-label={t('endpoints.search')}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        </Group>
        {endpoints.isPending ? <LoadingRows /> : <EndpointTable endpoints={shown} apiKey={key} />}
      </div>
    </Page>
  );
}

interface KeySelectProps {
  readonly value: ApiKeyAnswer | null;
  readonly onChange: (key: ApiKeyAnswer | null) => void;
}

function KeySelect({ value, onChange }: KeySelectProps) {
  const { t } = useTranslation();
  const keys = useKeys().data ?? [];
  return (
    <Select
      label={t('documentation.seenBy')}
      placeholder={t('try.asMe')}
      w={260}
      clearable
      searchable
      clearButtonProps={{ 'aria-label': t('common.clear') }}
      data={keys.filter(({ revokedAt }) => revokedAt === null).map(({ id, name }) => ({ value: id, label: name }))}
      value={value?.id ?? null}
      onChange={(id) => onChange(keys.find((key) => key.id === id) ?? null)}
    />
  );
}

interface EndpointTableProps {
  readonly endpoints: readonly UsableEndpoint[];
  readonly apiKey: ApiKeyAnswer | null;
}

function EndpointTable({ endpoints, apiKey }: EndpointTableProps) {
  const { t } = useTranslation();
  const offered = new Map(
    (useEndpoints().data ?? []).map((endpoint) => [endpoint.tableAlias, describeVerbs(endpoint)]),
  );
  const seenBy = { apiKeyId: apiKey?.id ?? null, keyName: apiKey?.name ?? null };
  return (
    <table className="dx-table">
      <thead>
        <tr>
          <th>{t('endpoints.alias')}</th>
          <th>{t('endpoints.verbs')}</th>
          <ActionsHeader />
        </tr>
      </thead>
      <tbody>
        {endpoints.map(({ alias, verbs }) => (
          <tr key={alias}>
            <td>
              <Anchor href={`/docs#/${encodeURIComponent(alias)}`} target="_blank" rel="noreferrer" size="sm" fw={550}>
                {alias}
              </Anchor>
            </td>
            <td>
              <Text size="xs" c="dimmed">
                {verbs
                  .map((verb) => METHODS[verb])
                  .filter((method) => offered.get(alias)?.includes(method) ?? true)
                  .join(' ')}
              </Text>
            </td>
            <td style={{ textAlign: 'end' }}>
              <Group gap={6} justify="flex-end" wrap="nowrap">
                <DownloadButton format="json" alias={alias} {...seenBy} />
                <DownloadButton format="yaml" alias={alias} {...seenBy} />
              </Group>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
