import type { JunctionMapping, RelationThrough } from './definition.js';
import { isJsonRecord, pathOf, readList, readText } from './parse-json-value.js';
import type { Member, Oddities } from './parse-json-value.js';

const THROUGH_KEYS = new Set(['tableName', 'parentMappings', 'childMappings']);

/** Reads the junction of a relation; undefined when there is none, or something that is no object. */
export function parseThrough(member: Member, oddities: Oddities): RelationThrough | undefined {
  const value = member.of[member.key];
  if (value === undefined || value === null) return undefined;
  const at = pathOf(member);
  if (!isJsonRecord(value)) {
    oddities.wrongType(at, 'A junction must be an object; left out.');
    return undefined;
  }
  oddities.keysOf(value, THROUGH_KEYS, 'childRelations.through', at);
  return {
    tableName: readText({ of: value, key: 'tableName', at }, oddities) ?? '',
    parentMappings: parseMappings({ of: value, key: 'parentMappings', at }, 'parentFieldName', oddities),
    childMappings: parseMappings({ of: value, key: 'childMappings', at }, 'childFieldName', oddities),
  };
}

function parseMappings<End extends 'parentFieldName' | 'childFieldName'>(
  member: Member,
  end: End,
  oddities: Oddities,
): readonly JunctionMapping<End>[] {
  return readList(member, oddities).flatMap((value, index) => {
    const at = `${pathOf(member)}[${index}]`;
    if (!isJsonRecord(value)) {
      oddities.wrongType(at, 'A field mapping must be an object; left out.');
      return [];
    }
    oddities.keysOf(value, new Set([end, 'junctionFieldName']), 'childRelations.through', at);
    const read = (key: string): string => readText({ of: value, key, at }, oddities) ?? '';
    // Why the cast: TypeScript does not follow a computed key back into the mapped type.
    return [{ [end]: read(end), junctionFieldName: read('junctionFieldName') } as JunctionMapping<End>];
  });
}
