import { Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';

interface PageProps {
  readonly title: string;
  /** What stands on the tab of the browser, when it differs. */
  readonly tabTitle?: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A screen: its heading, what can be done with the whole, and its content. */
export function Page({ title, tabTitle, description, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${tabTitle ?? title} · Data Exchange`;
  }, [title, tabTitle]);
  return (
    <Stack gap="md" p={{ base: 'sm', sm: 'lg' }} maw={1440} mx="auto">
      <div className="dx-head">
        <div>
          <Title order={1}>{title}</Title>
          {description !== undefined && (
            <Text size="sm" c="dimmed" maw={760} component="div">
              {description}
            </Text>
          )}
        </div>
        {actions !== undefined && (
          <Group gap="xs" flex="none">
            {actions}
          </Group>
        )}
      </div>
      {children}
    </Stack>
  );
}

/** Grey lines where content will be. */
export function LoadingRows({ rows = 8 }: { readonly rows?: number }) {
  return (
    <Stack gap={10} p="md" aria-busy="true">
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={18} width={`${92 - ((index * 17) % 40)}%`} />
      ))}
    </Stack>
  );
}
