import type { CodedError } from '@dx/kernel';
import type { WriteNode } from '../plan/write-plan.js';

/** Plugins refused records after they were written; the transaction is given up and repeated without them. */
export class RejectedByPlugin extends Error {
  constructor(readonly violations: readonly CodedError[]) {
    super(violations.map(({ message }) => message).join(' | '));
    this.name = 'RejectedByPlugin';
  }
}

/** Violations by the position of the top-level record that their path lies in, and those that name none. */
export interface GroupedViolations {
  readonly byItem: ReadonlyMap<number, readonly CodedError[]>;
  readonly others: readonly CodedError[];
}

const NOTHING: GroupedViolations = { byItem: new Map(), others: [] };

/** Sorts violations of plugins by the items that they concern. */
export function groupViolations(violations: readonly CodedError[], roots: readonly WriteNode[]): GroupedViolations {
  if (violations.length === 0) return NOTHING;
  const itemOfPath = new Map(roots.map(({ path, item }) => [path, item]));
  const byItem = new Map<number, CodedError[]>();
  const others: CodedError[] = [];
  for (const violation of violations) {
    const rootPath = /^[^.[\]]*\[\d+\](?=$|\.)/.exec(violation.path ?? '')?.[0] ?? '';
    const item = itemOfPath.get(rootPath);
    if (item === undefined) others.push(violation);
    else byItem.set(item, [...(byItem.get(item) ?? []), violation]);
  }
  return { byItem, others };
}
