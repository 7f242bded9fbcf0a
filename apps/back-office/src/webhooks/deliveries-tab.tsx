import { Badge, Button, Group, NativeSelect, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../access/empty';
import type { DeliveryAnswer } from '../api/admin-api';
import { formatAge, formatNumber, formatTime } from '../language/format';
import { LoadingRows } from '../shell/page';
import { Problem } from '../shell/problem';
import { DeliveryDrawer } from './delivery-drawer';
import { useDeliveries, useWebhooks, type DeliveryFilter } from './use-webhooks';

const STATUSES = ['pending', 'delivered', 'dead'] as const;
const PAUSE_MS = 300;

/** Every message to a webhook, the latest first. */
export function DeliveriesTab({ webhookId }: { readonly webhookId: string | null }) {
  const { t } = useTranslation();
  const [wish, setWish] = useState({ webhookId: webhookId ?? '', status: '', alias: '', recordId: '' });
  const [filter] = useDebouncedValue(wish, PAUSE_MS);
  const [opened, setOpened] = useState<string | null>(null);
  const webhooks = useWebhooks().data?.data ?? [];
  const deliveries = useDeliveries(dropEmpty(filter));
  const all = deliveries.data?.pages.flatMap(({ data }) => data) ?? [];
  const nameOf = (id: string): string => webhooks.find((webhook) => webhook.id === id)?.name ?? id;
  return (
    <div className="dx-card">
      <Group p="sm" gap="sm" align="flex-end">
        <NativeSelect
          label={t('webhooks.webhook')}
          data={[
            { value: '', label: t('webhooks.all') },
            ...webhooks.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={wish.webhookId}
          onChange={(event) => setWish({ ...wish, webhookId: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('endpoints.state')}
          data={[
            { value: '', label: t('webhooks.all') },
            ...STATUSES.map((status) => ({ value: status, label: t(`webhooks.status_${status}`) })),
          ]}
          value={wish.status}
          onChange={(event) => setWish({ ...wish, status: event.currentTarget.value })}
        />
        <TextInput
          label={t('webhooks.endpoint')}
          value={wish.alias}
          onChange={(event) => setWish({ ...wish, alias: event.currentTarget.value })}
        />
        <TextInput
          label={t('webhooks.record')}
          value={wish.recordId}
          onChange={(event) => setWish({ ...wish, recordId: event.currentTarget.value })}
        />
      </Group>
      {deliveries.isError && <Problem error={deliveries.error} onRetry={() => void deliveries.refetch()} />}
      {deliveries.isPending && <LoadingRows />}
      {deliveries.isSuccess && all.length === 0 && <Empty icon="history" text={t('webhooks.noDeliveries')} />}
      {all.length > 0 && (
        <div className="dx-scroll" tabIndex={0} role="region" aria-label={t('webhooks.deliveries')}>
          <table className="dx-table">
            <thead>
              <tr>
                <th>{t('endpoints.state')}</th>
                <th>{t('webhooks.event')}</th>
                <th>{t('webhooks.webhook')}</th>
                <th>{t('webhooks.changedAt')}</th>
                <th style={{ textAlign: 'end' }}>{t('webhooks.attempts')}</th>
                <th>{t('webhooks.nextAttempt')}</th>
              </tr>
            </thead>
            <tbody>
              {all.map((delivery) => (
                <DeliveryRow
                  key={delivery.id}
                  delivery={delivery}
                  webhook={nameOf(delivery.webhookId)}
                  onOpen={() => setOpened(delivery.id)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {deliveries.hasNextPage && (
        <Group p="sm" justify="center">
          <Button
            variant="default"
            loading={deliveries.isFetchingNextPage}
            onClick={() => void deliveries.fetchNextPage()}
          >
            {t('audit.more')}
          </Button>
        </Group>
      )}
      {opened !== null && <DeliveryDrawer id={opened} nameOf={nameOf} onClose={() => setOpened(null)} />}
    </div>
  );
}

interface DeliveryRowProps {
  readonly delivery: DeliveryAnswer;
  readonly webhook: string;
  readonly onOpen: () => void;
}

function DeliveryRow({ delivery, webhook, onOpen }: DeliveryRowProps) {
  return (
    <tr>
      <td>
        <DeliveryState status={delivery.status} />
      </td>
      <td>
        <UnstyledButton onClick={onOpen} aria-haspopup="dialog">
          <Text size="sm" c="var(--mantine-color-anchor)">
            {delivery.alias} {delivery.recordId} · {delivery.operation}
          </Text>
        </UnstyledButton>
      </td>
      <td>{webhook}</td>
      <td>
        <Text size="sm" c="dimmed" title={formatTime(delivery.at)}>
          {formatAge(delivery.at)}
        </Text>
      </td>
      <td style={{ textAlign: 'end' }}>{formatNumber(delivery.attempts)}</td>
      <td>
        <Text size="sm" c="dimmed">
          {delivery.nextAttemptAt === null || delivery.status !== 'pending' ? '–' : formatAge(delivery.nextAttemptAt)}
        </Text>
      </td>
    </tr>
  );
}

/** What became of a message. */
export function DeliveryState({ status }: { readonly status: DeliveryAnswer['status'] }) {
  const { t } = useTranslation();
  const color = status === 'delivered' ? 'teal' : status === 'dead' ? 'red' : 'yellow';
  return <Badge color={color}>{t(`webhooks.status_${status}`)}</Badge>;
}

function dropEmpty(wish: {
  readonly webhookId: string;
  readonly status: string;
  readonly alias: string;
  readonly recordId: string;
}): DeliveryFilter {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value.trim() !== ''));
}
