import type { ChildRelation } from '@dx/entity-configuration';
import type { Table } from '@dx/schema-catalogue';
import type { ProposedChange } from './configuration-fix.js';
import { mostAlike } from './find-renamed.js';

/** What relations are fitted to. */
export interface RelationFitting {
  readonly table: Table;
  readonly tables: ReadonlyMap<string, Table>;
  /** The table of an endpoint; undefined when it is gone. */
  readonly tableOf: (alias: string) => Table | undefined;
  /** Old column → new column of the endpoint itself. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** Fits relations to the columns that there are, or leaves them out. */
export function fitRelations(
  relations: readonly ChildRelation[],
  fitting: RelationFitting,
): { readonly relations: readonly ChildRelation[]; readonly changes: readonly ProposedChange[] } {
  const changes: ProposedChange[] = [];
  const fitted = relations.flatMap((relation, place) => {
    const child = fitting.tableOf(relation.childDynamicEntityConfiguration.tableAlias);
    // Why untouched: that its other end is gone or out of date is told, and mended, there.
    if (child === undefined) return [relation];
    const mended = new Mender(relation, child, fitting).mend();
    const path = `childRelations[${place}]`;
    if (mended === null) {
      const reason = `A column or table of relation \`${relation.name}\` is gone, and nothing is like it.`;
      changes.push({ kind: 'remove-relation', path, from: relation.name, to: null, reason });
      return [];
    }
    changes.push(...mended.changes.map((change) => ({ ...change, path })));
    return [mended.relation];
  });
  return { relations: fitted, changes };
}

/** Mends the column names of one relation. */
class Mender {
  private readonly changes: Omit<ProposedChange, 'path'>[] = [];
  private broken = false;

  constructor(
    private readonly relation: ChildRelation,
    private readonly child: Table,
    private readonly fitting: RelationFitting,
  ) {}

  mend(): { readonly relation: ChildRelation; readonly changes: readonly Omit<ProposedChange, 'path'>[] } | null {
    const relation: ChildRelation = {
      ...this.relation,
      relationFieldMappings: this.relation.relationFieldMappings.map(({ childFieldName, parentFieldName }) => ({
        childFieldName: this.column(this.child, childFieldName),
        parentFieldName: this.own(parentFieldName),
      })),
      ...this.through(),
    };
    return this.broken ? null : { relation, changes: this.changes };
  }

  private through(): Pick<ChildRelation, 'through'> {
    const { through } = this.relation;
    if (through === undefined) return {};
    const junction = this.fitting.tables.get(through.tableName);
    if (junction === undefined) this.broken = true;
    if (junction === undefined) return {};
    return {
      through: {
        tableName: through.tableName,
        parentMappings: through.parentMappings.map(({ parentFieldName, junctionFieldName }) => ({
          parentFieldName: this.own(parentFieldName),
          junctionFieldName: this.column(junction, junctionFieldName),
        })),
        childMappings: through.childMappings.map(({ junctionFieldName, childFieldName }) => ({
          junctionFieldName: this.column(junction, junctionFieldName),
          childFieldName: this.column(this.child, childFieldName),
        })),
      },
    };
  }

  private own(column: string): string {
    const followed = this.fitting.renamed.get(column);
    return followed === undefined
      ? this.column(this.fitting.table, column)
      : this.note(this.fitting.table, column, followed);
  }

  private column(table: Table, column: string): string {
    if (table.columnsByName.has(column)) return column;
    const to = mostAlike(column, [...table.columnsByName.keys()]);
    if (to === null) this.broken = true;
    return to === null ? column : this.note(table, column, to);
  }

  private note(table: Table, from: string, to: string): string {
    const reason = `Relation \`${this.relation.name}\`: column \`${from}\` of \`${table.name}\` is gone; \`${to}\` is like it.`;
    this.changes.push({ kind: 'use-column', from, to, reason });
    return to;
  }
}
