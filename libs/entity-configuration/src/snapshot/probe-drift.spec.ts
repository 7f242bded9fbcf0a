import type { StoredConfiguration } from '../model/definition.js';
import type { ConfigurationProblem } from '../model/snapshot.js';
import { listMissing } from './probe-drift.js';

const stored: readonly StoredConfiguration[] = [
  {
    id: 1,
    revision: 'r',
    tableName: 'parent',
    tableAlias: 'parents',
    isActive: true,
    definition: { identifier: 'id', fields: [{ fieldName: 'a', fieldVisibleName: 'x', type: 'string' }] },
    childRelations: [
      {
        name: 'children',
        isEditable: true,
        childDynamicEntityConfiguration: { tableAlias: 'children' },
        relationFieldMappings: [{ childFieldName: 'fk', parentFieldName: 'id' }],
      },
    ],
    createdAt: null,
    updatedAt: null,
  },
  {
    id: 2,
    revision: 'r',
    tableName: 'child',
    tableAlias: 'children',
    isActive: true,
    definition: { identifier: 'id', fields: [] },
    childRelations: [],
    createdAt: null,
    updatedAt: null,
  },
];

const problem = (rule: ConfigurationProblem['rule'], path: string, configurationId = 1): ConfigurationProblem => ({
  alias: 'any',
  configurationId,
  severity: 'warning',
  rule,
  path,
  message: '',
});

describe('listMissing', () => {
  it('finds the table or column behind a problem, each once', () => {
    const mapping = 'childRelations[0].relationFieldMappings[0]';
    const missing = listMissing(
      [
        problem('unknown-table', 'tableName', 2),
        problem('unknown-column', 'definition.fields[0].fieldName'),
        problem('unknown-column', 'definition.fields[0].fieldName'),
        problem('unknown-column', 'definition.identifier'),
        problem('unknown-mapped-column', `${mapping}.parentFieldName`),
        problem('unknown-mapped-column', `${mapping}.childFieldName`),
      ],
      stored,
    );
    expect(missing).toEqual([
      { table: 'child', column: null },
      { table: 'parent', column: 'a' },
      { table: 'parent', column: 'id' },
      { table: 'child', column: 'fk' },
    ]);
  });

  it('finds nothing behind problems that no table can heal', () => {
    const others = [
      problem('unknown-type', 'definition.fields[0].type'),
      problem('unknown-column', 'definition.fields[9].fieldName'),
      problem('unknown-table', 'tableName', 99),
    ];
    expect(listMissing(others, stored)).toEqual([]);
  });
});
