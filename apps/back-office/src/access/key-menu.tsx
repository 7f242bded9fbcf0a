import { ActionIcon, Button, Group, Menu, Modal, Select, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKeyAnswer } from '../api/admin-api';
import { client, read } from '../api/client';
import { useEndpoints } from '../endpoints/use-endpoints';
import { Icon } from '../shell/icon';
import { Problem } from '../shell/problem';
import { closeLabel, sayDone, sayError } from '../shell/say';
import { makeKeyCommand } from './make-command';
import { readScopes } from './scopes';
import type { FreshSecret } from './secret-dialog';
import { useRefreshAccess } from './use-access';
import { useSubmit } from './use-submit';

interface KeyMenuProps {
  readonly apiKey: ApiKeyAnswer;
  readonly onEdit: () => void;
  readonly onFresh: (fresh: FreshSecret) => void;
}

/** What can be done to a key. */
export function KeyMenu({ apiKey, onEdit, onFresh }: KeyMenuProps) {
  const { t } = useTranslation();
  const [rotating, setRotating] = useState(false);
  const refresh = useRefreshAccess('keys');
  const path = { id: apiKey.id };
  const end = async (kind: 'revoke' | 'remove'): Promise<void> => {
    if (kind === 'revoke') await read(client.POST('/back-office/api-keys/{id}/revoke', { params: { path } }));
    else await read(client.DELETE('/back-office/api-keys/{id}', { params: { path } }));
    await refresh();
    sayDone(
      kind === 'revoke' ? t('access.revokedNow', { name: apiKey.name }) : t('access.removed', { name: apiKey.name }),
    );
  };
  const confirm = (kind: 'revoke' | 'remove'): void => {
    modals.openConfirmModal({
      title:
        kind === 'revoke'
          ? t('access.revokeTitle', { name: apiKey.name })
          : t('access.removeTitle', { name: apiKey.name }),
      children: <Text size="sm">{t('access.endText')}</Text>,
      labels: { confirm: kind === 'revoke' ? t('access.revoke') : t('access.remove'), cancel: t('common.cancel') },
      confirmProps: { color: 'red' },
      closeButtonProps: closeLabel(),
      onConfirm: () => void end(kind).catch(sayError),
    });
  };
  const isOver = apiKey.revokedAt !== null;
  return (
    <>
      <Menu position="bottom-end" width={180}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('access.actionsOf', { name: apiKey.name })}>
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {!isOver && (
            <>
              <Menu.Item onClick={onEdit}>{t('access.edit')}</Menu.Item>
              <Menu.Item onClick={() => setRotating(true)}>{t('access.rotate')}</Menu.Item>
              <Menu.Item color="red" onClick={() => confirm('revoke')}>
                {t('access.revoke')}
              </Menu.Item>
            </>
          )}
          <Menu.Item color="red" onClick={() => confirm('remove')}>
            {t('access.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {rotating && <RotateDialog apiKey={apiKey} onFresh={onFresh} onClose={() => setRotating(false)} />}
    </>
  );
}

const HOUR = 3600;
const OVERLAPS = [0, HOUR, 24 * HOUR, 7 * 24 * HOUR, 30 * 24 * HOUR];

function RotateDialog({ apiKey, onFresh, onClose }: Omit<KeyMenuProps, 'onEdit'> & { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [overlap, setOverlap] = useState(String(24 * HOUR));
  const endpoints = useEndpoints().data ?? [];
  const refresh = useRefreshAccess('keys');
  const form = useSubmit();
  const rotate = async (): Promise<void> => {
    const issued = await read(
      client.POST('/back-office/api-keys/{id}/rotate', {
        params: { path: { id: apiKey.id } },
        body: { overlapSeconds: Number(overlap) },
      }),
    );
    const served = endpoints.filter((endpoint) => endpoint.served).map(({ tableAlias }) => tableAlias);
    onFresh({
      title: t('access.keyRotated', { name: issued.name }),
      secret: issued.key,
      command: makeKeyCommand(issued.key, readScopes(issued.scopes).rights, served),
    });
    await refresh();
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('access.rotateTitle', { name: apiKey.name })}
      closeButtonProps={closeLabel()}
    >
      <Stack>
        {form.error !== null && <Problem error={form.error} />}
        <Text size="sm">{t('access.rotateText')}</Text>
        <Select
          label={t('access.overlap')}
          allowDeselect={false}
          data={OVERLAPS.map((seconds) => ({
            value: String(seconds),
            label: t(`access.overlap_${seconds}` as 'access.overlap_0'),
          }))}
          value={overlap}
          onChange={(value) => setOverlap(value ?? '0')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button loading={form.busy} onClick={() => void form.run(rotate)}>
            {t('access.rotate')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
