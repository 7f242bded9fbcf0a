/** The two ends of a line, from the parent to the child. */
export interface Line {
  readonly sourceX: number;
  readonly sourceY: number;
  readonly targetX: number;
  readonly targetY: number;
}

/** How far from the end of the neighbour: there every line has a height of its own. */
const FROM_END = 0.44;
const LANE_HEIGHT = 20;
/** How far a line from an endpoint to itself bulges, and how far above it its name stands. */
export const BULGE = 70;
const ABOVE_BULGE = 40;
const BESIDE_BULGE = 84;

/** Where the name of a relation stands on its line. */
export function placeLabel(
  { sourceX, sourceY, targetX, targetY }: Line,
  { lane, nearSource }: { readonly lane: number; readonly nearSource: boolean },
): { readonly x: number; readonly y: number } {
  const beside = lane * LANE_HEIGHT;
  if (sourceX === targetX) return { x: sourceX + BESIDE_BULGE, y: Math.min(sourceY, targetY) - ABOVE_BULGE + beside };
  const along = nearSource ? FROM_END : 1 - FROM_END;
  return {
    x: sourceX + (targetX - sourceX) * along,
    y: sourceY + (targetY - sourceY) * along * along * (3 - 2 * along) + beside,
  };
}
