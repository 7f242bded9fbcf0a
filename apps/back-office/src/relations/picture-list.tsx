import { ActionIcon, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../shell/icon';
import type { GraphEdge } from './build-graph';
import classes from './picture.module.css';

interface PictureListProps {
  readonly edges: readonly GraphEdge[];
  readonly canEdit: boolean;
  readonly onAccept: (edge: GraphEdge) => void;
  readonly onEdit: (edge: GraphEdge) => void;
  readonly onRemove: (edge: GraphEdge) => void;
}

/** The relations of the picture in words, for the keyboard and for readers of screens. */
export function PictureList({ edges, canEdit, onAccept, onEdit, onRemove }: PictureListProps) {
  const { t } = useTranslation();
  const stored = edges.filter(({ kind }) => kind === 'stored');
  const suggested = edges.filter(({ kind }) => kind === 'suggested');
  return (
    <aside className={classes.side} aria-label={t('relations.list')} tabIndex={0}>
      <Stack gap="xs" p="sm">
        <Title order={2}>{t('endpoints.relations')}</Title>
        {stored.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('relations.none')}
          </Text>
        )}
        {stored.map((edge) => (
          <Group key={edge.id} justify="space-between" wrap="nowrap" gap={4}>
            <EdgeText edge={edge} />
            {canEdit && (
              <Group gap={0} wrap="nowrap" flex="none">
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="sm"
                  aria-label={t('relations.edit', { name: edge.relation.name })}
                  onClick={() => onEdit(edge)}
                >
                  <Icon name="sliders" size={14} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="sm"
                  aria-label={t('relations.remove', { name: edge.relation.name })}
                  onClick={() => onRemove(edge)}
                >
                  <Icon name="trash" size={14} />
                </ActionIcon>
              </Group>
            )}
          </Group>
        ))}
        {suggested.length > 0 && <Title order={2}>{t('relations.possible')}</Title>}
        {suggested.map((edge) => (
          <Group key={edge.id} justify="space-between" wrap="nowrap" gap={4}>
            <EdgeText edge={edge} />
            {canEdit && (
              <Button
                size="compact-xs"
                variant="light"
                flex="none"
                aria-label={t('relations.acceptOf', { name: edge.relation.name })}
                onClick={() => onAccept(edge)}
              >
                {t('relations.accept')}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </aside>
  );
}

function EdgeText({ edge }: { readonly edge: GraphEdge }) {
  return (
    <div style={{ minWidth: 0, flex: 1 }}>
      <Text size="sm" truncate>
        {edge.relation.name}
      </Text>
      <Text size="xs" c="dimmed" truncate>
        {edge.parent}.{edge.parentColumn} → {edge.child}.{edge.childColumn}
      </Text>
    </div>
  );
}
