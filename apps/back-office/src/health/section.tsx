import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface SectionProps {
  readonly title: string;
  readonly hint?: string;
  /** What is said when there is nothing to show. */
  readonly empty: string | null;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the screen with a heading. */
export function Section({ title, hint, empty, actions, children }: SectionProps) {
  return (
    <div className="dx-card">
      <Group justify="space-between" p="md" pb="xs" gap="sm">
        <Stack gap={2}>
          <Title order={2}>{title}</Title>
          {hint !== undefined && (
            <Text size="xs" c="dimmed">
              {hint}
            </Text>
          )}
        </Stack>
        {actions}
      </Group>
      {empty === null ? (
        <div className="dx-scroll" tabIndex={0} role="region" aria-label={title}>
          {children}
        </div>
      ) : (
        <Text size="sm" c="dimmed" p="md" pt={0}>
          {empty}
        </Text>
      )}
    </div>
  );
}
