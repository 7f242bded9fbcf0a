import { Badge, Button, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKeyAnswer } from '../api/admin-api';
import { formatAge, formatTime } from '../language/format';
import { Icon } from '../shell/icon';
import { LoadingRows, Page } from '../shell/page';
import { Problem } from '../shell/problem';
import { Empty } from './empty';
import { ExpiryBadge } from './expiry-badge';
import { KeyForm } from './key-form';
import { KeyMenu } from './key-menu';
import { ScopeSummary } from './scope-summary';
import { SecretDialog, type FreshSecret } from './secret-dialog';
import { useKeys } from './use-access';
import { ActionsHeader } from '../shell/actions-header';

/** API keys: what each may do, until when, and when it was last used. */
export function KeysPage() {
  const { t } = useTranslation();
  const keys = useKeys();
  const [search, setSearch] = useState('');
  const [edited, setEdited] = useState<ApiKeyAnswer | 'new' | null>(null);
  const [fresh, setFresh] = useState<FreshSecret | null>(null);
  const wanted = search.trim().toLowerCase();
  const shown = (keys.data ?? []).filter(({ name, prefix }) => `${name} ${prefix}`.toLowerCase().includes(wanted));
  const create = (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setEdited('new')}>
      {t('access.newKey')}
    </Button>
  );
  return (
    <Page title={t('nav.keys')} description={t('access.keysIntro')} actions={create}>
      {keys.isError && <Problem error={keys.error} onRetry={() => void keys.refetch()} />}
      <div className="dx-card">
        {keys.isPending && <LoadingRows />}
        {keys.data?.length === 0 && <Empty icon="key" text={t('access.noKeys')} action={create} />}
        {(keys.data?.length ?? 0) > 0 && (
          <>
            <TextInput
              m="sm"
              type="search"
              leftSection={<Icon name="search" size={16} />}
              placeholder={t('access.searchKeys')}
              aria-label={t('access.searchKeys')}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
            <div className="dx-scroll" tabIndex={0} role="region" aria-label={t('nav.keys')}>
              <KeyTable keys={shown} onEdit={setEdited} onFresh={setFresh} />
            </div>
          </>
        )}
      </div>
      {edited !== null && (
        <KeyForm apiKey={edited === 'new' ? null : edited} onFresh={setFresh} onClose={() => setEdited(null)} />
      )}
      <SecretDialog fresh={fresh} onClose={() => setFresh(null)} />
    </Page>
  );
}

interface KeyTableProps {
  readonly keys: readonly ApiKeyAnswer[];
  readonly onEdit: (key: ApiKeyAnswer) => void;
  readonly onFresh: (fresh: FreshSecret) => void;
}

function KeyTable({ keys, onEdit, onFresh }: KeyTableProps) {
  const { t } = useTranslation();
  return (
    <table className="dx-table">
      <thead>
        <tr>
          <th>{t('access.name')}</th>
          <th>{t('access.key')}</th>
          <th>{t('access.rights')}</th>
          <th>{t('access.expiry')}</th>
          <th>{t('access.lastUsed')}</th>
          <th>{t('access.createdBy')}</th>
          <ActionsHeader />
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.id} data-off={key.revokedAt !== null}>
            <td>
              <Text size="sm" fw={550}>
                {key.name}
              </Text>
            </td>
            <td>
              <span className="dx-mono">{key.prefix}…</span>
              {key.previousExpiresAt !== null && new Date(key.previousExpiresAt).getTime() > Date.now() && (
                <Text size="xs" className="dx-warn">
                  {t('access.previousUntil', { time: formatTime(key.previousExpiresAt) })}
                </Text>
              )}
            </td>
            <td>
              <ScopeSummary scopes={key.scopes} />
            </td>
            <td>
              {key.revokedAt === null ? (
                <ExpiryBadge expiresAt={key.expiresAt} />
              ) : (
                <Badge color="gray">{t('access.revoked')}</Badge>
              )}
            </td>
            <td>
              <Text size="sm" c="dimmed" title={key.lastUsedAt === null ? undefined : formatTime(key.lastUsedAt)}>
                {key.lastUsedAt === null ? t('access.never') : formatAge(key.lastUsedAt)}
              </Text>
            </td>
            <td>
              <Text size="sm" c="dimmed">
                {key.createdBy}
              </Text>
            </td>
            <td style={{ textAlign: 'end' }}>
              <KeyMenu apiKey={key} onEdit={() => onEdit(key)} onFresh={onFresh} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
