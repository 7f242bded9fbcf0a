import { ActionIcon, Badge, Button, Menu, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OAuthClientAnswer } from '../api/admin-api';
import { client, read } from '../api/client';
import { Icon } from '../shell/icon';
import { LoadingRows, Page } from '../shell/page';
import { Problem } from '../shell/problem';
import { closeLabel, sayDone, sayError } from '../shell/say';
import { ClientForm } from './client-form';
import { Empty } from './empty';
import { ExpiryBadge } from './expiry-badge';
import { makeClientCommand } from './make-command';
import { ScopeSummary } from './scope-summary';
import { SecretDialog, type FreshSecret } from './secret-dialog';
import { useClients, useRefreshAccess } from './use-access';
import { ActionsHeader } from '../shell/actions-header';

/** Applications that ask for tokens. */
export function ClientsPage() {
  const { t } = useTranslation();
  const clients = useClients();
  const [edited, setEdited] = useState<OAuthClientAnswer | 'new' | null>(null);
  const [fresh, setFresh] = useState<FreshSecret | null>(null);
  const create = (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setEdited('new')}>
      {t('access.newClient')}
    </Button>
  );
  return (
    <Page title={t('nav.clients')} description={t('access.clientsIntro')} actions={create}>
      {clients.isError && <Problem error={clients.error} onRetry={() => void clients.refetch()} />}
      <div className="dx-card">
        {clients.isPending && <LoadingRows />}
        {clients.data?.length === 0 && <Empty icon="app" text={t('access.noClients')} action={create} />}
        {(clients.data?.length ?? 0) > 0 && (
          <div className="dx-scroll" tabIndex={0} role="region" aria-label={t('nav.clients')}>
            <table className="dx-table">
              <thead>
                <tr>
                  <th>{t('access.name')}</th>
                  <th>client_id</th>
                  <th>{t('access.grants')}</th>
                  <th>{t('access.rights')}</th>
                  <th>{t('access.expiry')}</th>
                  <th>{t('endpoints.state')}</th>
                  <ActionsHeader />
                </tr>
              </thead>
              <tbody>
                {(clients.data ?? []).map((entry) => (
                  <ClientRow key={entry.id} entry={entry} onEdit={() => setEdited(entry)} onFresh={setFresh} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
      {edited !== null && (
        <ClientForm entry={edited === 'new' ? null : edited} onFresh={setFresh} onClose={() => setEdited(null)} />
      )}
      <SecretDialog fresh={fresh} onClose={() => setFresh(null)} />
    </Page>
  );
}

interface ClientRowProps {
  readonly entry: OAuthClientAnswer;
  readonly onEdit: () => void;
  readonly onFresh: (fresh: FreshSecret) => void;
}

function ClientRow({ entry, onEdit, onFresh }: ClientRowProps) {
  const { t } = useTranslation();
  const refresh = useRefreshAccess('clients');
  const path = { id: entry.id };
  const rotate = async (): Promise<void> => {
    const issued = await read(client.POST('/back-office/oauth-clients/{id}/rotate-secret', { params: { path } }));
    await refresh();
    if (issued.clientSecret === null) return;
    onFresh({
      title: t('access.secretRotated', { name: issued.name }),
      secret: issued.clientSecret,
      command: makeClientCommand(issued.clientId, issued.clientSecret),
    });
  };
  const setActive = async (active: boolean): Promise<void> => {
    await read(client.PATCH('/back-office/oauth-clients/{id}', { params: { path }, body: { active } }));
    await refresh();
    sayDone(t('access.saved'));
  };
  const remove = async (): Promise<void> => {
    await read(client.DELETE('/back-office/oauth-clients/{id}', { params: { path } }));
    await refresh();
    sayDone(t('access.removed', { name: entry.name }));
  };
  const confirm = (title: string, label: string, work: () => Promise<void>): void => {
    modals.openConfirmModal({
      title,
      children: <Text size="sm">{t('access.endText')}</Text>,
      labels: { confirm: label, cancel: t('common.cancel') },
      confirmProps: { color: 'red' },
      closeButtonProps: closeLabel(),
      onConfirm: () => void work().catch(sayError),
    });
  };
  return (
    <tr data-off={!entry.active}>
      <td>
        <Text size="sm" fw={550}>
          {entry.name}
        </Text>
      </td>
      <td>
        <span className="dx-mono">{entry.clientId}</span>
      </td>
      <td>
        <Text size="xs" c="dimmed">
          {[...entry.grants, ...(entry.passwordGrant ? ['password'] : [])].join(', ')}
        </Text>
      </td>
      <td>
        <ScopeSummary scopes={entry.scopes} />
      </td>
      <td>
        <ExpiryBadge expiresAt={entry.expiresAt} />
      </td>
      <td>
        <Badge color={entry.active ? 'teal' : 'gray'}>{entry.active ? t('access.active') : t('access.inactive')}</Badge>
      </td>
      <td style={{ textAlign: 'end' }}>
        <Menu position="bottom-end" width={200}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t('access.actionsOf', { name: entry.name })}>
              <Icon name="more" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={onEdit}>{t('access.edit')}</Menu.Item>
            {entry.confidential && (
              <Menu.Item
                onClick={() => confirm(t('access.rotateTitle', { name: entry.name }), t('access.rotateSecret'), rotate)}
              >
                {t('access.rotateSecret')}
              </Menu.Item>
            )}
            <Menu.Item onClick={() => void setActive(!entry.active).catch(sayError)}>
              {entry.active ? t('access.switchOff') : t('access.switchOn')}
            </Menu.Item>
            <Menu.Item
              color="red"
              onClick={() => confirm(t('access.removeTitle', { name: entry.name }), t('access.remove'), remove)}
            >
              {t('access.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </td>
    </tr>
  );
}
