/** The rules that a configuration can break; the name says what is wrong. */
export type ConfigurationRule =
  // the stored row or the sent JSON
  | 'unreadable-definition'
  | 'wrong-json-type'
  | 'unknown-key'
  | 'missing-key'
  // table and alias
  | 'denied-table'
  | 'unknown-table'
  | 'duplicate-alias'
  | 'invalid-alias'
  | 'read-only-table'
  // fields
  | 'missing-identifier'
  | 'identifier-not-a-field'
  | 'identifier-not-unique'
  | 'no-fields'
  | 'unknown-column'
  | 'unsupported-column'
  | 'retyped-column'
  | 'type-mismatch'
  | 'unknown-type'
  | 'generated-column'
  | 'duplicate-column'
  | 'duplicate-name'
  | 'invalid-name'
  | 'reserved-name'
  // rules of a field
  | 'rule-not-for-type'
  | 'contradicting-rules'
  | 'unknown-constraint'
  // relations
  | 'invalid-relation-name'
  | 'duplicate-relation'
  | 'relation-shadows-field'
  | 'unknown-child'
  | 'inactive-child'
  | 'no-mapping'
  | 'unknown-mapped-column'
  | 'junction-and-mappings'
  | 'junction-needs-values'
  | 'junction-is-a-view'
  // plugins
  | 'plugin';

/** Rules that break because the database's structure changed; they may heal by themselves. */
export const DRIFT_RULES: ReadonlySet<ConfigurationRule> = new Set<ConfigurationRule>([
  'unknown-table',
  'unknown-column',
  'unsupported-column',
  'retyped-column',
  'unknown-mapped-column',
]);
