import { BaseEdge, EdgeLabelRenderer, getBezierPath, type Edge, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { GraphEdge } from './build-graph';
import classes from './picture.module.css';
import { BULGE, placeLabel, type Line } from './place-label';

/** A relation in the picture. */
export type RelationEdgeType = Edge<
  {
    readonly edge: GraphEdge;
    /** Whether its name stands at the parent's end: there, where the neighbour of the chosen endpoint is. */
    readonly nearSource: boolean;
    readonly canEdit: boolean;
    readonly onAccept: (edge: GraphEdge) => void;
  },
  'relation'
>;

/** A line from the parent's column to the child's; dashed while it is only possible, with a button that makes it real. */
export const RelationEdge = memo(function RelationEdge(props: EdgeProps<RelationEdgeType>) {
  const { t } = useTranslation();
  const path = props.source === props.target ? drawBulge(props) : getBezierPath(props)[0];
  const { data } = props;
  if (data === undefined) return null;
  const { edge, nearSource, canEdit, onAccept } = data;
  const { x, y } = placeLabel(props, { lane: edge.lane, nearSource });
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
          <span className={classes.name} title={edge.relation.name}>
            {edge.relation.name}
          </span>
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

/** A line from an endpoint to itself. */
function drawBulge({ sourceX, sourceY, targetX, targetY }: Line): string {
  return `M${sourceX} ${sourceY} C${sourceX + BULGE} ${sourceY} ${targetX + BULGE} ${targetY} ${targetX} ${targetY}`;
}
