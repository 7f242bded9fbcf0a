import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../shell/icon';

/** Says that a list is empty, and how to begin. */
export function Empty({
  icon,
  text,
  action,
}: {
  readonly icon: IconName;
  readonly text: string;
  readonly action?: ReactNode;
}) {
  return (
    <Stack align="center" p={48} gap="sm">
      <Icon name={icon} size={32} />
      <Text size="sm" c="dimmed" ta="center" maw={440}>
        {text}
      </Text>
      {action}
    </Stack>
  );
}
