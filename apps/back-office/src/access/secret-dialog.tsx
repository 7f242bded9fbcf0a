import { Alert, Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyText } from '../shell/copy-text';
import { Icon } from '../shell/icon';

/** A secret that was just made. */
export interface FreshSecret {
  readonly title: string;
  readonly secret: string;
  /** Commands that use it. */
  readonly command: string;
  readonly note?: string;
}

/** Shows a secret the only time that it can be shown, with a command that works when it is pasted. */
export function SecretDialog({ fresh, onClose }: { readonly fresh: FreshSecret | null; readonly onClose: () => void }) {
  return fresh === null ? null : <OpenSecret fresh={fresh} onClose={onClose} />;
}

function OpenSecret({ fresh, onClose }: { readonly fresh: FreshSecret; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [isKept, setIsKept] = useState(false);
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      size="lg"
      title={fresh.title}
    >
      <Stack>
        <Alert color="yellow" variant="light" icon={<Icon name="warning" />}>
          {t('access.shownOnce')}
        </Alert>
        <Group wrap="nowrap" align="stretch">
          <pre className="dx-code" style={{ flex: 1 }} data-testid="secret">
            {fresh.secret}
          </pre>
          <CopyText text={fresh.secret} label={t('access.copySecret')} />
        </Group>
        {fresh.note !== undefined && <Text size="sm">{fresh.note}</Text>}
        <Text size="sm" fw={550}>
          {t('access.tryNow')}
        </Text>
        <Group wrap="nowrap" align="stretch">
          <pre className="dx-code" style={{ flex: 1 }} data-testid="command">
            {fresh.command}
          </pre>
          <CopyText text={fresh.command} label={t('access.copyCommand')} />
        </Group>
        <Group justify="space-between">
          <Checkbox
            label={t('access.iKeptIt')}
            checked={isKept}
            onChange={(event) => setIsKept(event.currentTarget.checked)}
          />
          <Button disabled={!isKept} onClick={onClose}>
            {t('common.done')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
