import { METADATA_STORE } from '@dx/database';
import type { MetadataStore } from '@dx/database';
import { Inject, Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import type { ChildRelation, EntityConfiguration } from '../model/definition.js';
import { RevisionTable } from './configuration-tables.js';
import type { RevisionAction, RevisionRow } from './configuration-tables.js';

/** One save of a configuration. */
export interface Revision {
  readonly id: number;
  readonly configurationId: number;
  readonly alias: string;
  readonly action: RevisionAction;
  readonly author: string;
  readonly savedAt: string;
  /** Null for its first save. */
  readonly before: EntityConfiguration | null;
  /** Null when it was removed. */
  readonly after: EntityConfiguration | null;
}

/** A relation that a configuration lost because the endpoint that it led to was removed. */
export interface LostRelation {
  readonly configurationId: number;
  readonly relation: ChildRelation;
}

/** Most saves after a removal that are looked at: those of the same transaction come right behind it. */
const LOOK_AHEAD = 500;

/** What was saved, when and by whom; read only. */
@Injectable()
export class RevisionLog {
  constructor(@Inject(METADATA_STORE) private readonly metadata: MetadataStore) {}

  /** One save of a configuration, also of one that was removed; null when there is none. */
  async find(configurationId: number, id: number): Promise<Revision | null> {
    const row = await this.metadata.read((manager) => manager.findOneBy(RevisionTable, { id, configurationId }));
    return row === null ? null : toRevision(row);
  }

  /** The relations that other configurations lost with this removal. */
  async relationsLostWith(removal: Revision): Promise<readonly LostRelation[]> {
    const rows = await this.metadata.read((manager) =>
      manager.find(RevisionTable, {
        where: { id: MoreThan(removal.id), action: 'update', author: removal.author },
        order: { id: 'ASC' },
        take: LOOK_AHEAD,
      }),
    );
    return rows
      .map(toRevision)
      .filter(({ savedAt }) => secondsBetween(removal.savedAt, savedAt) <= 1)
      .flatMap(({ configurationId, before, after }) => {
        const kept = new Set(after?.childRelations.map(({ name }) => name));
        return (before?.childRelations ?? [])
          .filter((relation) => aliasOf(relation) === removal.alias && !kept.has(relation.name))
          .map((relation) => ({ configurationId, relation }));
      });
  }
}

function toRevision({ before, after, ...row }: RevisionRow): Revision {
  return { ...row, before: parse(before), after: parse(after) };
}

function parse(state: string | null): EntityConfiguration | null {
  return state === null ? null : (JSON.parse(state) as EntityConfiguration);
}

const aliasOf = (relation: ChildRelation): string => relation.childDynamicEntityConfiguration.tableAlias;

function secondsBetween(earlier: string, later: string): number {
  return Math.abs(Date.parse(later) - Date.parse(earlier)) / 1000;
}
