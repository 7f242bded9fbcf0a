import { Group, Kbd, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRights } from '../session/use-me';
import { listPlaces } from './navigation';
import { closeLabel } from './say';

/** The list of keys. */
export function ShortcutHelp({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { isOwner } = useRights();
  const rows: readonly (readonly [string, readonly string[]])[] = [
    [t('palette.open'), ['Ctrl', 'K']],
    ...listPlaces(isOwner).map(({ label, key }) => [t(label), ['g', key]] as const),
    [t('shortcuts.save'), ['Ctrl', 'S']],
    [t('shortcuts.grid'), ['↑', '↓', '←', '→']],
    [t('shortcuts.toggle'), [t('shortcuts.space')]],
  ];
  return (
    <Modal opened onClose={onClose} title={t('shortcuts.title')} closeButtonProps={closeLabel()}>
      <Stack gap={8}>
        {rows.map(([label, keys]) => (
          <Group key={label} justify="space-between">
            <Text size="sm">{label}</Text>
            <Group gap={4}>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </Group>
          </Group>
        ))}
      </Stack>
    </Modal>
  );
}
