import type { Entity, Snapshot } from '@dx/entity-configuration';
import { CodedException, contractErrors, serverErrors, type RequestContext, type Verb } from '@dx/kernel';

/**
 * The entity behind an alias, for a caller who may use the verb on it.
 * Unknown and inactive aliases are 007; one whose table changed under its configuration is 1970.
 * The scope (403) is asked before the alias (007), so that a caller learns nothing of endpoints that it may not use.
 */
export function findEntity(ctx: RequestContext, snapshot: Snapshot, alias: string, verb: Verb): Entity {
  if (!ctx.caller.grants.allows(alias, verb)) throw new CodedException(contractErrors.forbidden());
  const entity = snapshot.entities.get(alias);
  if (entity !== undefined) return entity;
  if (snapshot.outOfDate.has(alias)) throw new CodedException(serverErrors.configurationOutOfDate({ alias }));
  throw new CodedException(contractErrors.notFound());
}
