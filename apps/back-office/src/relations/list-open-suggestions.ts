import type { ConfigurationAnswer, SuggestedRelationAnswer, TableDetailAnswer } from '../api/admin-api';
import { isSameLink } from './relation-kind';

/** The suggestions of foreign keys that are no relation yet, under names that are free. */
export function listOpenSuggestions(
  endpoint: ConfigurationAnswer,
  table: TableDetailAnswer | undefined,
): readonly SuggestedRelationAnswer[] {
  const taken = new Set(endpoint.childRelations.map(({ name }) => name));
  return (table?.suggestion?.suggestedRelations ?? [])
    .filter(({ relation }) => !endpoint.childRelations.some((known) => isSameLink(known, relation)))
    .map((suggestion) =>
      taken.has(suggestion.relation.name)
        ? { ...suggestion, relation: { ...suggestion.relation, name: `${suggestion.relation.name}2` } }
        : suggestion,
    );
}
