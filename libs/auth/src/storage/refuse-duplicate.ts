import { CodedException, serverErrors } from '@dx/kernel';
import type { EntityManager, EntitySchema, FindOptionsWhere, ObjectLiteral } from 'typeorm';

/**
 * Throws `1922` when another row has the value already. Inside `AccessState.change`, where writers take turns, nobody
 * can take it in between; the unique key stands behind it.
 */
export async function refuseDuplicate<Row extends ObjectLiteral>(
  manager: EntityManager,
  table: EntitySchema<Row>,
  path: keyof Row & string,
  value: string,
  ownId?: string,
): Promise<void> {
  const found = await manager.findOneBy(table, { [path]: value } as FindOptionsWhere<Row>);
  if (found !== null && found['id'] !== ownId) throw new CodedException(serverErrors.nameTaken({ path, value }));
}
