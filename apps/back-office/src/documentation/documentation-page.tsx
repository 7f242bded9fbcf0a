import { Anchor, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toApiError } from '../api/api-error';
import { fetchSigned } from '../api/client';
import { CopyText } from '../shell/copy-text';
import { Icon } from '../shell/icon';
import { LoadingRows, Page } from '../shell/page';
import { Problem } from '../shell/problem';
import { saveFile } from '../shell/save-file';
import { sayError } from '../shell/say';
import { ActionsHeader } from '../shell/actions-header';

/** An endpoint that the visitor may use. */
interface UsableEndpoint {
  readonly alias: string;
  readonly verbs: readonly string[];
}

type Format = 'json' | 'yaml';

/** The API's document: never stale, whole or of one endpoint. */
export function DocumentationPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const endpoints = useQuery({
    queryKey: ['usable-endpoints'],
    queryFn: async (): Promise<readonly UsableEndpoint[]> => {
      const answer = await fetchSigned('/openapi/endpoints');
      const body: unknown = await answer.json();
      if (!answer.ok) throw toApiError(answer, body);
      return (body as { data: readonly UsableEndpoint[] }).data;
    },
  });
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
        <Group>
          <Download format="json" />
          <Download format="yaml" />
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
          <Title order={2}>{t('documentation.single')}</Title>
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
        {endpoints.isPending ? <LoadingRows /> : <EndpointTable endpoints={shown} />}
      </div>
    </Page>
  );
}

function EndpointTable({ endpoints }: { readonly endpoints: readonly UsableEndpoint[] }) {
  const { t } = useTranslation();
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
                {verbs.join(' · ')}
              </Text>
            </td>
            <td style={{ textAlign: 'end' }}>
              <Group gap={6} justify="flex-end" wrap="nowrap">
                <Download format="json" alias={alias} />
                <Download format="yaml" alias={alias} />
              </Group>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Download({ format, alias }: { readonly format: Format; readonly alias?: string }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const download = async (): Promise<void> => {
    setBusy(true);
    try {
      const query = alias === undefined ? '' : `?alias=${encodeURIComponent(alias)}`;
      const answer = await fetchSigned(`/openapi.${format}${query}`);
      if (!answer.ok) throw toApiError(answer, await answer.json().catch(() => null));
      saveFile(`${alias ?? 'openapi'}.${format}`, await answer.blob());
    } catch (error) {
      sayError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      size={alias === undefined ? 'sm' : 'compact-sm'}
      variant="default"
      leftSection={<Icon name="download" size={15} />}
      loading={busy}
      aria-label={t('documentation.download', { name: alias ?? 'OpenAPI', format: format.toUpperCase() })}
      onClick={() => void download()}
    >
      {format.toUpperCase()}
    </Button>
  );
}
