import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { closeLabel, sayError } from './say';

const UNDO_MS = 12_000;

/** Tells that something was done, with a button that takes it back. */
export function sayUndo(message: string, undo: () => Promise<void>): void {
  const id = `undo-${Date.now()}`;
  const takeBack = (): void => {
    notifications.hide(id);
    undo().catch(sayError);
  };
  notifications.show({
    id,
    color: 'teal',
    autoClose: UNDO_MS,
    closeButtonProps: closeLabel(),
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button size="compact-sm" variant="default" onClick={takeBack}>
          {i18next.t('common.undo')}
        </Button>
      </Group>
    ),
  });
}
