import { Group, Text } from '@mantine/core';
import iconUrl from '../theme/icon.svg';

/** The product's sign and name. */
export function Brand() {
  return (
    <Group gap={10} wrap="nowrap">
      <img src={iconUrl} width={26} height={26} alt="" />
      <Text fw={650} size="md" className="dx-nav-text">
        Data Exchange
      </Text>
    </Group>
  );
}
