import { BaseEdge, EdgeLabelRenderer, getBezierPath, type Edge, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { GraphEdge } from './build-graph';
import classes from './picture.module.css';

/** A relation in the picture. */
export type RelationEdgeType = Edge<
  { readonly edge: GraphEdge; readonly canEdit: boolean; readonly onAccept: (edge: GraphEdge) => void },
  'relation'
>;

/** How far along the line its name stands: nearer to the parent, so that the names of both directions do not meet. */
const LABEL_AT = 0.32;
/** Names of opposite directions stand above and below their line. */
const LABEL_BESIDE = 11;

function placeLabel({
  sourceX,
  sourceY,
  targetX,
  targetY,
}: Pick<EdgeProps, 'sourceX' | 'sourceY' | 'targetX' | 'targetY'>) {
  const eased = LABEL_AT * LABEL_AT * (3 - 2 * LABEL_AT);
  return {
    x: sourceX + (targetX - sourceX) * LABEL_AT,
    y: sourceY + (targetY - sourceY) * eased + (sourceX <= targetX ? -LABEL_BESIDE : LABEL_BESIDE),
  };
}

/** A line from the parent's column to the child's; dashed while it is only possible, with a button that makes it real. */
export const RelationEdge = memo(function RelationEdge(props: EdgeProps<RelationEdgeType>) {
  const { t } = useTranslation();
  const [path] = getBezierPath(props);
  const { x, y } = placeLabel(props);
  const { data } = props;
  if (data === undefined) return null;
  const { edge, canEdit, onAccept } = data;
  const isSuggested = edge.kind === 'suggested';
  return (
    <>
      <BaseEdge
        path={path}
        style={{
          strokeWidth: props.selected === true ? 2.5 : 1.5,
          stroke: isSuggested ? 'var(--mantine-color-dimmed)' : 'light-dark(#087f5b, #63e6be)',
          ...(isSuggested ? { strokeDasharray: '6 5' } : {}),
        }}
      />
      <EdgeLabelRenderer>
        <div
          className={`${classes.label} nodrag nopan`}
          style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
        >
          {edge.relation.name}
          {isSuggested && canEdit && (
            <button
              type="button"
              className={classes.accept}
              aria-label={t('relations.acceptOf', { name: edge.relation.name })}
              onClick={() => onAccept(edge)}
            >
              {t('relations.accept')}
            </button>
          )}
        </div>
      </EdgeLabelRenderer>
    </>
  );
});
