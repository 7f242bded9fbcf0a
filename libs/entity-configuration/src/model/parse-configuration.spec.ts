import { ExactNumber } from '@dx/kernel';
import fc from 'fast-check';
import { parseConfiguration, parseDefinition, parseDefinitionText } from './parse-configuration.js';

const country = {
  tableName: 'spy_country',
  tableAlias: 'countries',
  isActive: true,
  definition: {
    identifier: 'id_country',
    isDeletable: false,
    fields: [
      {
        fieldName: 'iso2_code',
        fieldVisibleName: 'iso2',
        isCreatable: true,
        isEditable: true,
        isEnabled: true,
        type: 'string',
        validation: { isRequired: true, minLength: 2, maxLength: 2, constraints: [{ name: 'url' }] },
        description: 'The code',
        examples: 'DE, AT',
      },
    ],
  },
  childRelations: [
    {
      name: 'countryTaxRates',
      isEditable: true,
      childDynamicEntityConfiguration: { tableAlias: 'tax-rates' },
      relationFieldMappings: [{ childFieldName: 'fk_country', parentFieldName: 'id_country' }],
    },
  ],
};

describe('parseConfiguration', () => {
  it('gives a complete configuration back as it is', () => {
    const parsed = parseConfiguration(country);
    expect(parsed.configuration).toEqual(country);
    expect(JSON.stringify(parsed.configuration)).toBe(JSON.stringify(country));
    expect(parsed).toMatchObject({ namesRelations: true, oddities: [] });
  });

  it('orders keys, drops null and unknown keys, and tells about the latter once', () => {
    const parsed = parseConfiguration({
      childRelations: null,
      definition: {
        fields: [
          { type: 'integer', isVisible: true, fieldVisibleName: 'a', fieldName: 'a', validation: null },
          { type: 'integer', isVisible: true, fieldVisibleName: 'b', fieldName: 'b', isCreatable: null },
        ],
        identifier: 'a',
      },
      tableAlias: 'things',
      tableName: 'thing',
    });
    expect(JSON.stringify(parsed.configuration)).toBe(
      '{"tableName":"thing","tableAlias":"things","isActive":false,"definition":{"identifier":"a","fields":[' +
        '{"fieldName":"a","fieldVisibleName":"a","type":"integer"},{"fieldName":"b","fieldVisibleName":"b","type":"integer"}]},' +
        '"childRelations":[]}',
    );
    expect(parsed.namesRelations).toBe(false);
    expect(parsed.oddities).toEqual([
      {
        severity: 'warning',
        rule: 'unknown-key',
        path: 'definition.fields',
        message: 'Unknown keys are ignored: isVisible',
      },
    ]);
  });

  it('reads flags as the contract does and says so', () => {
    const { definition, oddities } = parseDefinition({
      identifier: 'a',
      isDeletable: 1,
      fields: [{ fieldName: 'a', fieldVisibleName: 'a', type: 'string', isCreatable: '1', isEditable: 'false' }],
    });
    expect(definition.isDeletable).toBe(true);
    expect(definition.fields[0]).toMatchObject({ isCreatable: true, isEditable: false });
    expect(oddities.map(({ path }) => path)).toEqual([
      'definition.isDeletable',
      'definition.fields[0].isCreatable',
      'definition.fields[0].isEditable',
    ]);
  });

  it('keeps an empty validation, because it means required, and takes only a literal false for optional', () => {
    const { definition } = parseDefinition({
      identifier: 'a',
      fields: [
        { fieldName: 'a', fieldVisibleName: 'a', type: 'string', validation: {} },
        { fieldName: 'b', fieldVisibleName: 'b', type: 'string', validation: [] },
        { fieldName: 'c', fieldVisibleName: 'c', type: 'string', validation: { isRequired: 0 } },
        { fieldName: 'd', fieldVisibleName: 'd', type: 'string', validation: { isRequired: false } },
      ],
    });
    expect(definition.fields.map(({ validation }) => validation)).toEqual([
      {},
      {},
      { isRequired: true },
      { isRequired: false },
    ]);
  });

  it('joins lists of examples and words, reads numbers given as text, leaves out what is neither', () => {
    const { definition, oddities } = parseDefinition({
      identifier: 7,
      fields: [
        {
          fieldName: 'a',
          fieldVisibleName: 'a',
          type: 'integer',
          examples: ['1', 2],
          enumValues: ['x', 'y'],
          validation: { min: '3', max: { a: 1 }, scale: new ExactNumber('2.0') },
        },
        'nonsense',
      ],
    });
    expect(definition).toEqual({
      identifier: '7',
      fields: [
        {
          fieldName: 'a',
          fieldVisibleName: 'a',
          type: 'integer',
          validation: { min: 3, scale: 2 },
          examples: '1, 2',
          enumValues: 'x, y',
        },
      ],
    });
    expect(oddities.map(({ path }) => path)).toEqual([
      'definition.identifier',
      'definition.fields[0].validation.min',
      'definition.fields[0].validation.max',
      'definition.fields[0].examples[1]',
      'definition.fields[1]',
    ]);
  });

  it.each(['', 'null', '[', '"text"', '3', '{"fields":'])('reports the unreadable definition %j', (text) => {
    const { definition, oddities } = parseDefinitionText(text);
    expect(definition).toEqual({ identifier: '', fields: [] });
    expect(oddities).toMatchObject([{ severity: 'error', rule: 'unreadable-definition', path: 'definition' }]);
  });

  it('never fails and is stable: parsing what it returns changes nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const once = parseConfiguration(mixInto(value)).configuration;
        const twice = parseConfiguration(JSON.parse(JSON.stringify(once)) as unknown);
        expect(JSON.stringify(twice.configuration)).toBe(JSON.stringify(once));
        expect(twice.oddities.filter(({ rule }) => rule !== 'wrong-json-type')).toEqual([]);
      }),
    );
  });
});

/** Puts any JSON value into every place of a configuration. */
function mixInto(value: unknown): unknown {
  return {
    tableName: value,
    tableAlias: value,
    isActive: value,
    definition: {
      identifier: value,
      isDeletable: value,
      fields: [
        value,
        { fieldName: value, fieldVisibleName: value, isCreatable: value, type: value, validation: value },
      ],
    },
    childRelations: [value, { name: value, relationFieldMappings: [value, { childFieldName: value }] }],
  };
}
