import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { closeLabel } from '../shell/say';

/** Asks before a screen with unsaved changes is left; also when the tab is closed. */
export function LeaveGuard({ isDirty }: { readonly isDirty: boolean }) {
  const { t } = useTranslation();
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  });
  const blocked = blocker.status === 'blocked';
  return (
    <Modal opened={blocked} onClose={() => blocker.reset?.()} title={t('edit.unsaved')} closeButtonProps={closeLabel()}>
      <Text size="sm">{t('edit.unsavedText')}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={() => blocker.proceed?.()}>
          {t('edit.discard')}
        </Button>
        <Button data-autofocus onClick={() => blocker.reset?.()}>
          {t('edit.stay')}
        </Button>
      </Group>
    </Modal>
  );
}
