import { Badge, Button, Group, Tabs, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../access/empty';
import { SecretDialog, type FreshSecret } from '../access/secret-dialog';
import type { WebhookAnswer } from '../api/admin-api';
import { formatAge, formatTime } from '../language/format';
import { useRights } from '../session/use-me';
import { Icon } from '../shell/icon';
import { LoadingRows, Page } from '../shell/page';
import { Problem } from '../shell/problem';
import { DeliveriesTab } from './deliveries-tab';
import { useWebhooks } from './use-webhooks';
import { WebhookForm } from './webhook-form';
import { WebhookMenu } from './webhook-menu';
import { ActionsHeader } from '../shell/actions-header';

/** Webhooks: who is told of changed records, and what became of each message. */
export function WebhooksPage() {
  const { t } = useTranslation();
  const { canEdit } = useRights();
  const [tab, setTab] = useState<string | null>('webhooks');
  const [edited, setEdited] = useState<WebhookAnswer | 'new' | null>(null);
  const [fresh, setFresh] = useState<FreshSecret | null>(null);
  const [looked, setLooked] = useState<string | null>(null);
  const create = canEdit ? (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setEdited('new')}>
      {t('webhooks.new')}
    </Button>
  ) : undefined;
  return (
    <Page title={t('nav.webhooks')} description={t('webhooks.intro')} actions={create}>
      <Tabs value={tab} onChange={setTab}>
        <Tabs.List>
          <Tabs.Tab value="webhooks" leftSection={<Icon name="external" size={16} />}>
            {t('nav.webhooks')}
          </Tabs.Tab>
          {canEdit && (
            <Tabs.Tab value="deliveries" leftSection={<Icon name="history" size={16} />}>
              {t('webhooks.deliveries')}
            </Tabs.Tab>
          )}
        </Tabs.List>
        <Tabs.Panel value="webhooks" pt="md">
          <WebhookTable
            empty={create}
            onEdit={setEdited}
            onFresh={setFresh}
            onDeliveries={(id) => {
              setLooked(id);
              setTab('deliveries');
            }}
          />
        </Tabs.Panel>
        {canEdit && (
          <Tabs.Panel value="deliveries" pt="md">
            {tab === 'deliveries' && <DeliveriesTab key={looked} webhookId={looked} />}
          </Tabs.Panel>
        )}
      </Tabs>
      {edited !== null && (
        <WebhookForm webhook={edited === 'new' ? null : edited} onFresh={setFresh} onClose={() => setEdited(null)} />
      )}
      <SecretDialog fresh={fresh} onClose={() => setFresh(null)} />
    </Page>
  );
}

interface WebhookTableProps {
  readonly empty: React.ReactNode;
  readonly onEdit: (webhook: WebhookAnswer) => void;
  readonly onFresh: (fresh: FreshSecret) => void;
  readonly onDeliveries: (id: string) => void;
}

function WebhookTable({ empty, ...actions }: WebhookTableProps) {
  const { t } = useTranslation();
  const { canEdit } = useRights();
  const webhooks = useWebhooks();
  const all = webhooks.data?.data ?? [];
  return (
    <>
      {webhooks.isError && <Problem error={webhooks.error} onRetry={() => void webhooks.refetch()} />}
      <div className="dx-card">
        {webhooks.isPending && <LoadingRows rows={4} />}
        {webhooks.data?.data.length === 0 && <Empty icon="external" text={t('webhooks.none')} action={empty} />}
        {all.length > 0 && (
          <div className="dx-scroll" tabIndex={0} role="region" aria-label={t('nav.webhooks')}>
            <table className="dx-table">
              <thead>
                <tr>
                  <th>{t('access.name')}</th>
                  <th>{t('webhooks.address')}</th>
                  <th>{t('webhooks.toldOf')}</th>
                  <th>{t('endpoints.state')}</th>
                  <th>{t('access.createdBy')}</th>
                  {canEdit && <ActionsHeader />}
                </tr>
              </thead>
              <tbody>
                {all.map((webhook) => (
                  <tr key={webhook.id} data-off={!webhook.active}>
                    <td>
                      <Text size="sm" fw={550}>
                        {webhook.name}
                      </Text>
                    </td>
                    <td>
                      <span className="dx-mono">{webhook.url}</span>
                    </td>
                    <td>
                      <Wishes webhook={webhook} />
                    </td>
                    <td>
                      <WebhookState webhook={webhook} />
                    </td>
                    <td>
                      <Text size="sm" c="dimmed">
                        {webhook.createdBy}
                      </Text>
                    </td>
                    {canEdit && (
                      <td style={{ textAlign: 'end' }}>
                        <WebhookMenu
                          webhook={webhook}
                          onEdit={() => actions.onEdit(webhook)}
                          onFresh={actions.onFresh}
                          onDeliveries={() => actions.onDeliveries(webhook.id)}
                        />
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
    </>
  );
}

const ALIASES_SHOWN = 3;

function Wishes({ webhook: { endpoints, operations, fields, conditions } }: { readonly webhook: WebhookAnswer }) {
  const { t } = useTranslation();
  return (
    <Group gap={4}>
      {endpoints.length === 0 && <Badge color="gray">{t('access.allEndpoints')}</Badge>}
      {endpoints.slice(0, ALIASES_SHOWN).map((alias) => (
        <Badge key={alias} color="gray">
          {alias}
        </Badge>
      ))}
      {endpoints.length > ALIASES_SHOWN && <Badge color="gray">+{endpoints.length - ALIASES_SHOWN}</Badge>}
      <Text size="xs" c="dimmed">
        {operations.length === 0
          ? t('webhooks.allOperations')
          : operations.map((operation) => t(`webhooks.operation_${operation}`)).join(', ')}
        {fields.length > 0 && ` · ${t('webhooks.onlyFields', { count: fields.length })}`}
        {conditions.length > 0 && ` · ${t('webhooks.onlyIf', { count: conditions.length })}`}
      </Text>
    </Group>
  );
}

function WebhookState({ webhook }: { readonly webhook: WebhookAnswer }) {
  const { t } = useTranslation();
  const { active, disabledReason, failingSince, previousSecretUntil } = webhook;
  return (
    <>
      {active && failingSince === null && <Badge color="teal">{t('access.active')}</Badge>}
      {!active && (
        <Badge color={disabledReason === null ? 'gray' : 'red'}>
          {disabledReason === null ? t('access.inactive') : t('webhooks.disabled')}
        </Badge>
      )}
      {active && failingSince !== null && (
        <Badge color="yellow" title={formatTime(failingSince)}>
          {t('webhooks.failing', { age: formatAge(failingSince) })}
        </Badge>
      )}
      {disabledReason !== null && (
        <Text size="xs" className="dx-warn" maw={280}>
          {disabledReason}
        </Text>
      )}
      {previousSecretUntil !== null && new Date(previousSecretUntil).getTime() > Date.now() && (
        <Text size="xs" c="dimmed">
          {t('webhooks.twoSecrets', { time: formatTime(previousSecretUntil) })}
        </Text>
      )}
    </>
  );
}
