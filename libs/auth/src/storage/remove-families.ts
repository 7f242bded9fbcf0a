import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { RefreshTokenTable, TokenFamilyTable } from './access-tables.js';

/** Forgets token families and their refresh tokens; their access tokens end with them. */
export async function removeFamilies(
  manager: EntityManager,
  which: { readonly userId: string } | { readonly clientId: string },
): Promise<void> {
  const families = await manager.find(TokenFamilyTable, { where: which, select: { id: true } });
  if (families.length === 0) return;
  await manager.delete(RefreshTokenTable, { familyId: In(families.map(({ id }) => id)) });
  await manager.delete(TokenFamilyTable, which);
}
