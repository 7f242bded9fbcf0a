import { repeatedIdentifier } from '../plan/sent-row.js';
import type { WriteLevel, WriteNode } from '../plan/write-plan.js';
import { hasHook } from './run-write-hooks.js';
import { RowState } from './write-run.js';
import type { RowStates, WriteRun } from './write-run.js';

/**
 * Takes the rows that the records of a PATCH name for granted, so that they need not be looked for: the UPDATE finds and
 * locks them by their key, and reading them back tells which were not there. Answers the level in the order of its keys,
 * so that parallel batches lock in one order; undefined, and nothing is changed, for records that ask for more: with
 * children, plugins that want to know the rows before, values that cannot be stored, an identifier that is sent twice or
 * is not the whole key, or keys whose equality only a collation knows.
 */
export function assumeRows(run: WriteRun, level: WriteLevel, states: RowStates): WriteLevel | undefined {
  if (!canAssume(run, level)) return undefined;
  const keyed: KeyedNode[] = [];
  for (const node of level.nodes) {
    const sent = run.sent[node.order];
    const key = sent?.identifier?.param;
    if (typeof key !== 'string' || (sent?.errors.length ?? 0) > 0) return undefined;
    if (repeatedIdentifier(node, run.plan.target) !== undefined) return undefined;
    keyed.push({ node, key });
  }
  keyed.sort((left, right) => compareDigits(left.key, right.key));
  if (keyed.some(({ key }, index) => key === keyed[index - 1]?.key)) return undefined;
  for (const { node, key } of keyed) states.set(node, new RowState(true, [key]));
  return { ...level, nodes: keyed.map(({ node }) => node) };
}

interface KeyedNode {
  readonly node: WriteNode;
  readonly key: string;
}

function canAssume({ plan, parts }: WriteRun, { entity, relation, children }: WriteLevel): boolean {
  const [key, ...furtherKeys] = entity.keyColumns;
  return (
    plan.verb === 'update' &&
    relation === null &&
    children.length === 0 &&
    key === entity.identifier.column &&
    furtherKeys.length === 0 &&
    key.type.kind === 'integer' &&
    !parts.plugins.hooksOf(entity).needsBefore &&
    !hasHook(parts.plugins, plan.entities, 'afterWrite')
  );
}

/** Canonical digits by their numbers. */
function compareDigits(left: string, right: string): number {
  const [isNegative, isOtherNegative] = [left.startsWith('-'), right.startsWith('-')];
  if (isNegative !== isOtherNegative) return isNegative ? -1 : 1;
  const order = left.length - right.length || (left < right ? -1 : left > right ? 1 : 0);
  return isNegative ? -order : order;
}
