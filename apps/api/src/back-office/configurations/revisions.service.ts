import {
  type ChildRelation,
  ConfigurationStore,
  type EntityConfiguration,
  type LostRelation,
  type Revision,
  RevisionLog,
  type StoredConfiguration,
} from '@dx/entity-configuration';
import { type Caller, CodedException, contractErrors, serverErrors } from '@dx/kernel';
import { Injectable } from '@nestjs/common';
import { ConfigurationsService } from './configurations.service.js';
import type { RelationNameAnswer, RevertedAnswer } from './revision.dto.js';

/** Brings configurations back to an earlier state. Going back is a save like any other: checked, recorded, and undone alike. */
@Injectable()
export class RevisionsService {
  constructor(
    private readonly store: ConfigurationStore,
    private readonly log: RevisionLog,
    private readonly configurations: ConfigurationsService,
  ) {}

  /**
   * Goes back to the state before or after a save. `readBase` tells which stored version the change is based on; it is
   * asked only when something is stored.
   */
  async revert(
    id: string,
    revisionId: string,
    to: 'before' | 'after' | undefined,
    readBase: () => string | null,
    caller: Caller,
  ): Promise<RevertedAnswer> {
    const revision = await this.find(id, revisionId);
    const state = stateOf(revision, to);
    const stored = await this.store.get(revision.configurationId);
    if (stored === null) return this.recreate(revision, state, caller);
    const base = readBase() ?? stored.revision;
    if ((await this.store.update(stored.id, state, base, caller.name)) === null) throw notFound();
    const answer = await this.configurations.show(String(stored.id));
    return { ...answer, recreated: false, restoredRelations: [], lostRelations: [] };
  }

  private async find(id: string, revisionId: string): Promise<Revision> {
    const revision = await this.log.find(toNumber(id), toNumber(revisionId));
    if (revision === null) throw notFound();
    return revision;
  }

  /** Makes a removed configuration again, with the relations that led to it as far as their endpoints still want them. */
  private async recreate(revision: Revision, state: EntityConfiguration, caller: Caller): Promise<RevertedAnswer> {
    const aliases = new Set((await this.store.known()).map(({ tableAlias }) => tableAlias));
    aliases.add(state.tableAlias);
    const [possible, impossible] = partition(state.childRelations, (it) => aliases.has(childAliasOf(it)));
    const made = await this.store.create({ ...state, childRelations: possible }, caller.name);
    const lost = revision.action === 'remove' ? await this.log.relationsLostWith(revision) : [];
    const restored: RelationNameAnswer[] = [];
    const lostRelations = impossible.map((relation) => nameOf(state.tableAlias, relation));
    for (const one of lost) {
      const parent = await this.restore(one, made, caller);
      if (parent === null) continue;
      (parent.done ? restored : lostRelations).push(nameOf(parent.alias, one.relation));
    }
    const answer = await this.configurations.show(String(made.id));
    return { ...answer, recreated: true, restoredRelations: restored, lostRelations };
  }

  /** Gives a parent its relation back; null when the parent itself is gone. */
  private async restore(
    { configurationId, relation }: LostRelation,
    child: StoredConfiguration,
    caller: Caller,
  ): Promise<{ readonly alias: string; readonly done: boolean } | null> {
    const parent = await this.store.get(configurationId);
    if (parent === null) return null;
    const { tableAlias: alias, childRelations, revision } = parent;
    if (parent.id === child.id || childRelations.some(({ name }) => name === relation.name))
      return { alias, done: false };
    try {
      const changed = { ...parent, childRelations: [...childRelations, relation] };
      return { alias, done: (await this.store.update(parent.id, changed, revision, caller.name)) !== null };
    } catch (error) {
      // Why: the parent may have changed so much that the relation breaks a rule; what is removed is undone all the same.
      if (error instanceof CodedException && error.errors.every(({ status }) => status < 500))
        return { alias, done: false };
      throw error;
    }
  }
}

function stateOf(revision: Revision, to: 'before' | 'after' | undefined): EntityConfiguration {
  const wanted = to ?? (revision.after === null ? 'before' : 'after');
  const state = revision[wanted];
  if (state !== null) return state;
  const reason = `There was no configuration ${wanted} this save.`;
  throw new CodedException(serverErrors.conflict({ reason }));
}

function partition<T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

const childAliasOf = (relation: ChildRelation): string => relation.childDynamicEntityConfiguration.tableAlias;

function nameOf(alias: string, relation: ChildRelation): RelationNameAnswer {
  return { alias, name: relation.name, childAlias: childAliasOf(relation) };
}

function toNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw notFound();
  return Number(text);
}

const notFound = (): CodedException => new CodedException(contractErrors.notFound());
