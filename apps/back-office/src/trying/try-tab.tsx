import { Alert, Button, Checkbox, Group, Select, Skeleton, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConfigurationAnswer, TryAnswer } from '../api/admin-api';
import { client, read } from '../api/client';
import { useKeys } from '../access/use-access';
import { useRights } from '../session/use-me';
import { Icon } from '../shell/icon';
import { Problem } from '../shell/problem';
import { CodeSamples } from './code-samples';
import { TrialForm } from './trial-form';
import { exampleBody, hasBody, pathOf, startTrial, toTryBody, type Trial } from './trial';
import { TryResult } from './try-result';

const JsonEditor = lazy(() => import('./json-editor'));

/** Sends real requests to an endpoint, with one's own rights or those of a key. */
export function TryTab({ endpoint }: { readonly endpoint: ConfigurationAnswer }) {
  const { t } = useTranslation();
  const { canEdit } = useRights();
  const [trial, setTrial] = useState(() => startTrial(endpoint));
  const [how, setHow] = useState({ apiKeyId: null as string | null, dryRun: true, explain: false });
  const sending = useSend(endpoint.tableAlias);
  const change = (part: Partial<Trial>): void => {
    const method = part.method ?? trial.method;
    const isOtherBody =
      part.method !== undefined && hasBody(method) && (method === 'POST') !== (trial.method === 'POST');
    setTrial({ ...trial, ...part, ...(isOtherBody ? { body: exampleBody(endpoint, method) } : {}) });
  };
  if (!canEdit) {
    return (
      <Text p="md" size="sm" c="dimmed">
        {t('try.editorsOnly')}
      </Text>
    );
  }
  return (
    <Stack p="md" gap="md">
      {!endpoint.served && (
        <Alert color="yellow" variant="light" icon={<Icon name="warning" />}>
          {t('try.notServed')}
        </Alert>
      )}
      <TrialForm endpoint={endpoint} trial={trial} onChange={change} />
      {hasBody(trial.method) && (
        <Suspense fallback={<Skeleton h={260} />}>
          <JsonEditor label={t('try.body')} value={trial.body} onChange={(body) => change({ body })} />
        </Suspense>
      )}
      <Group justify="space-between" align="flex-end">
        <How how={how} isWrite={trial.method !== 'GET'} onChange={setHow} />
        <Button
          leftSection={<Icon name="play" size={16} />}
          loading={sending.busy}
          onClick={() => void sending.send(toTryBody(endpoint.tableAlias, trial, how))}
        >
          {t('try.send')}
        </Button>
      </Group>
      <Text size="sm" component="div">
        <span className="dx-mono">
          {trial.method} {pathOf(endpoint.tableAlias, trial)}
        </span>
      </Text>
      {sending.error !== null && <Problem error={sending.error} />}
      {sending.answer !== null && <TryResult answer={sending.answer} />}
      <CodeSamples alias={endpoint.tableAlias} trial={trial} />
    </Stack>
  );
}

interface HowSent {
  readonly apiKeyId: string | null;
  readonly dryRun: boolean;
  readonly explain: boolean;
}

interface HowProps {
  readonly how: HowSent;
  readonly isWrite: boolean;
  readonly onChange: (how: HowSent) => void;
}

function How({ how, isWrite, onChange }: HowProps) {
  const { isOwner } = useRights();
  return isOwner ? (
    <OwnersHow how={how} isWrite={isWrite} onChange={onChange} />
  ) : (
    <DryRun how={how} isWrite={isWrite} onChange={onChange} />
  );
}

function OwnersHow(props: HowProps) {
  const { t } = useTranslation();
  const { how, onChange } = props;
  const keys = useKeys().data ?? [];
  return (
    <Group align="flex-end">
      <Select
        label={t('try.as')}
        w={260}
        clearable
        clearButtonProps={{ 'aria-label': t('try.asMe') }}
        placeholder={t('try.asMe')}
        data={keys.filter(({ revokedAt }) => revokedAt === null).map(({ id, name }) => ({ value: id, label: name }))}
        value={how.apiKeyId}
        onChange={(apiKeyId) => onChange({ ...how, apiKeyId })}
      />
      <Stack gap={6}>
        <DryRun {...props} />
        <Checkbox
          size="xs"
          label={t('try.explain')}
          checked={how.explain}
          onChange={(event) => onChange({ ...how, explain: event.currentTarget.checked })}
        />
      </Stack>
    </Group>
  );
}

function DryRun({ how, isWrite, onChange }: HowProps) {
  const { t } = useTranslation();
  return (
    <Checkbox
      size="xs"
      label={t('try.dryRun')}
      checked={how.dryRun && isWrite}
      disabled={!isWrite}
      onChange={(event) => onChange({ ...how, dryRun: event.currentTarget.checked })}
    />
  );
}

function useSend(alias: string) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [answer, setAnswer] = useState<TryAnswer | null>(null);
  const send = async (body: ReturnType<typeof toTryBody>): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      setAnswer(await read(client.POST('/back-office/try', { body })));
      await queries.invalidateQueries({ queryKey: ['records', alias] });
    } catch (failure) {
      setAnswer(null);
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, answer, send };
}
