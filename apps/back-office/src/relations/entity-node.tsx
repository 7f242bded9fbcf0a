import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core';
import { Handle, Position as Side, type Node, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../shell/icon';
import type { GraphNode } from './build-graph';
import { handleOf } from './handle-of';
import classes from './picture.module.css';

/** An endpoint in the picture, and what can be asked of it. */
export type EntityNodeType = Node<
  {
    readonly node: GraphNode;
    readonly canEdit: boolean;
    readonly onExpand: (alias: string) => void;
    readonly onUnfold: (alias: string) => void;
    readonly onCentre: (alias: string) => void;
  },
  'entity'
>;

/** A card with the columns of a table; each column can be dragged onto another. */
export const EntityNode = memo(function EntityNode({ data }: NodeProps<EntityNodeType>) {
  const { t } = useTranslation();
  const { node, canEdit } = data;
  return (
    <div className={classes.node} data-centre={node.isCentre}>
      <Group className={classes.header} justify="space-between" wrap="nowrap" gap={4}>
        <div className={classes.names}>
          <Text size="sm" fw={600} truncate>
            {node.alias}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {node.tableName}
          </Text>
        </div>
        {!node.isExpanded && (
          <Tooltip label={t('relations.expand')}>
            <ActionIcon
              className="nodrag"
              size="sm"
              variant="subtle"
              aria-label={t('relations.expandOf', { alias: node.alias })}
              onClick={() => data.onExpand(node.alias)}
            >
              <Icon name="plus" size={15} />
            </ActionIcon>
          </Tooltip>
        )}
        {!node.isCentre && (
          <Tooltip label={t('relations.toCentre')}>
            <ActionIcon
              className="nodrag"
              size="sm"
              variant="subtle"
              aria-label={t('relations.toCentreOf', { alias: node.alias })}
              onClick={() => data.onCentre(node.alias)}
            >
              <Icon name="right" size={15} />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      {node.columns.map((column) => (
        <div key={column.name} className={classes.row}>
          <Handle
            type="source"
            position={Side.Left}
            id={handleOf(column.name, 'l')}
            isConnectable={canEdit}
            className={classes.handle}
          />
          <span className={classes.column}>{column.name}</span>
          <span className={classes.kind}>{column.kind}</span>
          <Handle
            type="source"
            position={Side.Right}
            id={handleOf(column.name, 'r')}
            isConnectable={canEdit}
            className={classes.handle}
          />
        </div>
      ))}
      <div className={classes.footer}>
        {node.hidden > 0 && (
          <Button
            className="nodrag"
            size="compact-xs"
            variant="subtle"
            color="gray"
            c="dimmed"
            onClick={() => data.onUnfold(node.alias)}
          >
            {t('relations.moreColumns', { count: node.hidden })}
          </Button>
        )}
      </div>
    </div>
  );
});
