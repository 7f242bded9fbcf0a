import { Button, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSubmit } from '../access/use-submit';
import type { AttemptAnswer, DeliveryDetailsAnswer } from '../api/admin-api';
import { client, read } from '../api/client';
import { formatNumber, formatTime } from '../language/format';
import { CopyText } from '../shell/copy-text';
import { Icon } from '../shell/icon';
import { LoadingRows } from '../shell/page';
import { Problem } from '../shell/problem';
import { closeLabel, sayDone } from '../shell/say';
import { indentJson } from '../trying/indent-json';
import { DeliveryState } from './deliveries-tab';
import { useDelivery, useRefreshWebhooks } from './use-webhooks';

interface DeliveryDrawerProps {
  readonly id: string;
  readonly nameOf: (webhookId: string) => string;
  readonly onClose: () => void;
}

/** A message with its content and every attempt to deliver it. */
export function DeliveryDrawer({ id, nameOf, onClose }: DeliveryDrawerProps) {
  const { t } = useTranslation();
  const delivery = useDelivery(id);
  return (
    <Drawer opened size="lg" onClose={onClose} title={t('webhooks.delivery', { id })} closeButtonProps={closeLabel()}>
      {delivery.isPending && <LoadingRows />}
      {delivery.isError && <Problem error={delivery.error} onRetry={() => void delivery.refetch()} />}
      {delivery.data !== undefined && <Details delivery={delivery.data} webhook={nameOf(delivery.data.webhookId)} />}
    </Drawer>
  );
}

function Details({ delivery, webhook }: { readonly delivery: DeliveryDetailsAnswer; readonly webhook: string }) {
  const { t } = useTranslation();
  const refresh = useRefreshWebhooks();
  const form = useSubmit();
  const data = useMemo(() => indentJson(delivery.data), [delivery.data]);
  const resend = async (): Promise<void> => {
    await read(client.POST('/back-office/webhooks/deliveries/{id}/resend', { params: { path: { id: delivery.id } } }));
    await refresh();
    sayDone(t('webhooks.resent'));
  };
  return (
    <Stack>
      <Group justify="space-between">
        <Group gap="sm">
          <DeliveryState status={delivery.status} />
          <Text size="sm">
            {webhook} · {delivery.alias} {delivery.recordId} · {delivery.operation}
          </Text>
        </Group>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Icon name="refresh" size={14} />}
          loading={form.busy}
          onClick={() => void form.run(resend)}
        >
          {t('webhooks.resend')}
        </Button>
      </Group>
      {form.error !== null && <Problem error={form.error} />}
      <Text size="xs" c="dimmed">
        webhook-id <span className="dx-mono">{delivery.messageId}</span> · {t('errors.requestId')}{' '}
        <span className="dx-mono">{delivery.requestId}</span>
      </Text>
      <Title order={2}>{t('webhooks.attempts')}</Title>
      {delivery.log.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('webhooks.noAttempts')}
        </Text>
      )}
      {delivery.log.map((attempt) => (
        <Attempt key={`${attempt.attempt}-${attempt.at}`} attempt={attempt} />
      ))}
      <Title order={2}>{t('webhooks.data')}</Title>
      <Group align="flex-start" wrap="nowrap">
        <pre className="dx-code" style={{ flex: 1 }} tabIndex={0} aria-label={t('webhooks.data')}>
          {data}
        </pre>
        <CopyText text={data} label={t('webhooks.copyData')} />
      </Group>
    </Stack>
  );
}

function Attempt({ attempt }: { readonly attempt: AttemptAnswer }) {
  const { t } = useTranslation();
  return (
    <div className="dx-card">
      <Stack gap={4} p="sm">
        <Text size="sm">
          {attempt.attempt}. {formatTime(attempt.at)} ·{' '}
          {attempt.status === null ? t('webhooks.noAnswer') : `HTTP ${attempt.status}`} ·{' '}
          {t('plugins.ms', { ms: formatNumber(attempt.latencyMs) })}
        </Text>
        {attempt.error !== null && (
          <Text size="sm" className="dx-warn">
            {attempt.error}
          </Text>
        )}
        {attempt.response !== null && attempt.response !== '' && <pre className="dx-code">{attempt.response}</pre>}
      </Stack>
    </div>
  );
}
