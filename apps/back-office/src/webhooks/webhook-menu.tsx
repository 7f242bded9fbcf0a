import { ActionIcon, Alert, Button, Group, Menu, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FreshSecret } from '../access/secret-dialog';
import { useSubmit } from '../access/use-submit';
import type { TestAnswer, WebhookAnswer } from '../api/admin-api';
import { client, read } from '../api/client';
import { formatNumber } from '../language/format';
import { Icon } from '../shell/icon';
import { Problem } from '../shell/problem';
import { closeLabel, sayDone, sayError } from '../shell/say';
import { useRefreshWebhooks } from './use-webhooks';
import { writeReceiver } from './write-receiver';

interface WebhookMenuProps {
  readonly webhook: WebhookAnswer;
  readonly onEdit: () => void;
  readonly onFresh: (fresh: FreshSecret) => void;
  readonly onDeliveries: () => void;
}

/** What can be done to a webhook. */
export function WebhookMenu({ webhook, onEdit, onFresh, onDeliveries }: WebhookMenuProps) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<'rotate' | 'test' | null>(null);
  const refresh = useRefreshWebhooks();
  const path = { id: webhook.id };
  const run = (work: () => Promise<string>): void => {
    work()
      .then(async (message) => {
        await refresh();
        sayDone(message);
      })
      .catch(sayError);
  };
  const setActive = async (): Promise<string> => {
    await read(client.PATCH('/back-office/webhooks/{id}', { params: { path }, body: { active: !webhook.active } }));
    return t('access.saved');
  };
  const replay = async (): Promise<string> => {
    const { count } = await read(client.POST('/back-office/webhooks/{id}/replay', { params: { path }, body: {} }));
    return t('webhooks.replayed', { count });
  };
  const remove = async (): Promise<string> => {
    await read(client.DELETE('/back-office/webhooks/{id}', { params: { path } }));
    return t('access.removed', { name: webhook.name });
  };
  const confirm = (): void => {
    modals.openConfirmModal({
      title: t('access.removeTitle', { name: webhook.name }),
      children: <Text size="sm">{t('webhooks.removeText')}</Text>,
      labels: { confirm: t('access.remove'), cancel: t('common.cancel') },
      confirmProps: { color: 'red' },
      closeButtonProps: closeLabel(),
      onConfirm: () => run(remove),
    });
  };
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('access.actionsOf', { name: webhook.name })}>
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onEdit}>{t('access.edit')}</Menu.Item>
          <Menu.Item onClick={() => setDialog('test')}>{t('webhooks.test')}</Menu.Item>
          <Menu.Item onClick={onDeliveries}>{t('webhooks.deliveries')}</Menu.Item>
          <Menu.Item onClick={() => run(replay)}>{t('webhooks.replay')}</Menu.Item>
          <Menu.Item onClick={() => setDialog('rotate')}>{t('webhooks.rotate')}</Menu.Item>
          <Menu.Item onClick={() => run(setActive)}>
            {webhook.active ? t('access.switchOff') : t('access.switchOn')}
          </Menu.Item>
          <Menu.Item color="red" onClick={confirm}>
            {t('access.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog === 'rotate' && <RotateDialog webhook={webhook} onFresh={onFresh} onClose={() => setDialog(null)} />}
      {dialog === 'test' && <TestDialog webhook={webhook} onClose={() => setDialog(null)} />}
    </>
  );
}

const OVERLAPS = [0, 1, 24, 168, 720];

interface RotateDialogProps {
  readonly webhook: WebhookAnswer;
  readonly onFresh: (fresh: FreshSecret) => void;
  readonly onClose: () => void;
}

function RotateDialog({ webhook, onFresh, onClose }: RotateDialogProps) {
  const { t } = useTranslation();
  const [hours, setHours] = useState('24');
  const refresh = useRefreshWebhooks();
  const form = useSubmit();
  const rotate = async (): Promise<void> => {
    const { secret } = await read(
      client.POST('/back-office/webhooks/{id}/rotate-secret', {
        params: { path: { id: webhook.id } },
        body: { overlapHours: Number(hours) },
      }),
    );
    onFresh({ title: t('webhooks.secretOf', { name: webhook.name }), secret, command: writeReceiver(secret) });
    await refresh();
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('webhooks.rotateTitle', { name: webhook.name })}
      closeButtonProps={closeLabel()}
    >
      <Stack>
        {form.error !== null && <Problem error={form.error} />}
        <Text size="sm">{t('webhooks.rotateText')}</Text>
        <NativeSelect
          label={t('webhooks.overlap')}
          data={OVERLAPS.map((value) => ({
            value: String(value),
            label: value === 0 ? t('webhooks.noOverlap') : t('webhooks.hours', { count: value }),
          }))}
          value={hours}
          onChange={(event) => setHours(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button loading={form.busy} onClick={() => void form.run(rotate)}>
            {t('webhooks.rotate')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Sends a test message and shows what came of it. */
function TestDialog({ webhook, onClose }: { readonly webhook: WebhookAnswer; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [result, setResult] = useState<TestAnswer | null>(null);
  const form = useSubmit();
  const send = async (): Promise<void> => {
    setResult(null);
    setResult(await read(client.POST('/back-office/webhooks/{id}/test', { params: { path: { id: webhook.id } } })));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('webhooks.testTitle', { name: webhook.name })}
      closeButtonProps={closeLabel()}
    >
      <Stack>
        <Text size="sm">{t('webhooks.testText')}</Text>
        <span className="dx-mono">{webhook.url}</span>
        {form.error !== null && <Problem error={form.error} />}
        {result !== null && <TestResult result={result} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
          <Button loading={form.busy} leftSection={<Icon name="play" size={16} />} onClick={() => void form.run(send)}>
            {t('webhooks.send')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function TestResult({ result }: { readonly result: TestAnswer }) {
  const { t } = useTranslation();
  return (
    <Alert
      role="status"
      variant="light"
      color={result.delivered ? 'teal' : 'red'}
      icon={<Icon name={result.delivered ? 'check' : 'warning'} />}
      title={result.delivered ? t('webhooks.taken') : t('webhooks.notTaken')}
    >
      <Text size="sm">
        {result.status === null ? t('webhooks.noAnswer') : `HTTP ${result.status}`} ·{' '}
        {t('plugins.ms', { ms: formatNumber(result.latencyMs) })}
      </Text>
      {result.error !== null && <Text size="sm">{result.error}</Text>}
      {result.response !== null && result.response !== '' && <pre className="dx-code">{result.response}</pre>}
    </Alert>
  );
}
