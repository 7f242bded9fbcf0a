import type { StoredConfiguration } from '../model/definition.js';

/** A relation of another endpoint that went with the endpoint that it led to. */
export interface DroppedRelation {
  /** The endpoint that had the relation. */
  readonly alias: string;
  readonly name: string;
  /** The endpoint that was removed. */
  readonly childAlias: string;
}

/** What was removed with a configuration. */
export interface Removal {
  readonly droppedRelations: readonly DroppedRelation[];
}

/** The relations to `childAlias` of configurations. */
export function relationsTo(childAlias: string, parents: readonly StoredConfiguration[]): readonly DroppedRelation[] {
  return parents.flatMap(({ tableAlias: alias, childRelations }) =>
    childRelations
      .filter(({ childDynamicEntityConfiguration: child }) => child.tableAlias === childAlias)
      .map(({ name }) => ({ alias, name, childAlias })),
  );
}
