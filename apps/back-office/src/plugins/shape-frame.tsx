import { Button, Fieldset, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from '../shell/icon';
import type { ShapeEditorProps } from './shape-props';

/** Adds an entry to a list. */
export function AddButton({
  label,
  disabled = false,
  onClick,
}: {
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}) {
  return (
    <Group>
      <Button
        size="compact-sm"
        variant="default"
        disabled={disabled}
        leftSection={<Icon name="plus" size={14} />}
        onClick={onClick}
      >
        {label}
      </Button>
    </Group>
  );
}

/** A part of the form with a heading, and what is wrong about it as a whole. */
export function ShapeFrame({
  shape,
  name,
  path,
  context,
  children,
}: Pick<ShapeEditorProps, 'shape' | 'name' | 'path' | 'context'> & { readonly children: ReactNode }) {
  const remark = context.remarks.get(path);
  return (
    <Fieldset legend={shape.title ?? name}>
      {shape.description !== null && (
        <Text size="xs" c="dimmed" mb="xs">
          {shape.description}
        </Text>
      )}
      {remark !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)" mb="xs" role="alert">
          {remark}
        </Text>
      )}
      {children}
    </Fieldset>
  );
}
