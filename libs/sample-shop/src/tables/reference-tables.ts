import { boolean, column, decimal, id, int, optional, table, times, varchar } from './describe-table.js';
import type { SampleTable } from './describe-table.js';

/** Countries, taxes, languages, currencies, stores: what everything else refers to. */
export const REFERENCE_TABLES: readonly SampleTable[] = [
  table(
    'spy_country',
    [
      column('id_country', id()),
      column('iso2_code', varchar(2), 'Two letters of ISO 3166-1'),
      optional('iso3_code', varchar(3), 'Three letters of ISO 3166-1'),
      optional('name', varchar(255)),
      optional('postal_code_mandatory', boolean(), 'Whether addresses need a postal code'),
      optional('postal_code_regex', varchar(500)),
    ],
    { comment: 'Countries', unique: [['iso2_code'], ['iso3_code']] },
  ),
  table(
    'spy_region',
    [
      column('id_region', id()),
      column('fk_country', int()),
      column('iso2_code', varchar(6), 'Code of ISO 3166-2'),
      column('name', varchar(100)),
    ],
    { comment: 'Regions of a country', unique: [['iso2_code']], references: ['fk_country → spy_country.id_country'] },
  ),
  table(
    'spy_tax_rate',
    [
      column('id_tax_rate', id()),
      optional('fk_country', int()),
      column('name', varchar(255)),
      column('rate', decimal(8, 2), 'Percent'),
      ...times(),
    ],
    { comment: 'Tax rates by country', references: ['fk_country → spy_country.id_country'] },
  ),
  table(
    'spy_tax_set',
    [column('id_tax_set', id()), column('name', varchar(255)), optional('uuid', varchar(255)), ...times()],
    {
      comment: 'Sets of tax rates that goods are taxed with',
      unique: [['uuid']],
    },
  ),
  table('spy_tax_set_tax', [column('fk_tax_set', int()), column('fk_tax_rate', int())], {
    comment: 'Which rates belong to which set',
    primaryKey: ['fk_tax_set', 'fk_tax_rate'],
    references: ['fk_tax_set → spy_tax_set.id_tax_set!', 'fk_tax_rate → spy_tax_rate.id_tax_rate!'],
  }),
  table(
    'spy_locale',
    [
      column('id_locale', id()),
      column('locale_name', varchar(5), 'Language and country, e.g. en_US'),
      column('is_active', boolean(), '', '1'),
    ],
    { comment: 'Languages', unique: [['locale_name']] },
  ),
  table(
    'spy_currency',
    [
      column('id_currency', id()),
      optional('code', varchar(5), 'Three letters of ISO 4217'),
      optional('name', varchar(255)),
      optional('symbol', varchar(255)),
    ],
    { comment: 'Currencies', unique: [['code']] },
  ),
  table(
    'spy_store',
    [
      column('id_store', id()),
      column('name', varchar(255)),
      optional('fk_currency', int(), 'Default currency'),
      optional('fk_locale', int(), 'Default language'),
    ],
    {
      comment: 'Stores: one shop front each',
      unique: [['name']],
      references: ['fk_currency → spy_currency.id_currency', 'fk_locale → spy_locale.id_locale'],
    },
  ),
  table(
    'spy_currency_store',
    [column('id_currency_store', id()), column('fk_currency', int()), column('fk_store', int())],
    {
      comment: 'Currencies of a store',
      unique: [['fk_currency', 'fk_store']],
      references: ['fk_currency → spy_currency.id_currency!', 'fk_store → spy_store.id_store!'],
    },
  ),
  table('spy_locale_store', [column('id_locale_store', id()), column('fk_locale', int()), column('fk_store', int())], {
    comment: 'Languages of a store',
    unique: [['fk_locale', 'fk_store']],
    references: ['fk_locale → spy_locale.id_locale!', 'fk_store → spy_store.id_store!'],
  }),
];
