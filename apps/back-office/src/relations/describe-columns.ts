import type { RelationBody } from '../api/admin-api';

/** The columns that tie a relation, in one line. */
export function describeColumns({ relationFieldMappings, through }: RelationBody): string {
  if (through === undefined || through === null) {
    return relationFieldMappings.map((pair) => `${pair.parentFieldName} = ${pair.childFieldName}`).join(', ');
  }
  const parent = through.parentMappings.map((pair) => `${pair.parentFieldName} = ${pair.junctionFieldName}`);
  const child = through.childMappings.map((pair) => `${pair.junctionFieldName} = ${pair.childFieldName}`);
  return `${parent.join(', ')} · ${through.tableName} · ${child.join(', ')}`;
}
