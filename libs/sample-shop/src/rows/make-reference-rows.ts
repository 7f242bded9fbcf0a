import { COUNTRIES, REGIONS } from './countries.js';
import { rowSet } from './row-set.js';
import type { RowSet } from './row-set.js';
import { shopTime } from './shop-time.js';

/** Languages, currencies and stores by their numbers; other rows refer to them. */
export const LOCALES = [
  { id: 1, name: 'en_US', prefix: 'en' },
  { id: 2, name: 'de_DE', prefix: 'de' },
] as const;

export const CURRENCIES = [
  { id: 1, code: 'EUR', name: 'Euro', symbol: '€' },
  { id: 2, code: 'USD', name: 'US Dollar', symbol: '$' },
  { id: 3, code: 'CHF', name: 'Swiss Franc', symbol: 'CHF' },
] as const;

export const STORES = [
  { id: 1, name: 'DE', currency: 1, locale: 2, country: 'DE' },
  { id: 2, name: 'AT', currency: 1, locale: 2, country: 'AT' },
  { id: 3, name: 'US', currency: 2, locale: 1, country: 'US' },
] as const;

/** Tax sets: which of a country's two rates goods of the set are taxed with; null: none. */
export const TAX_SETS = [
  { id: 1, name: 'Standard goods', rate: 'standard', uuid: '0b8f1c9e-7d3a-5e41-9c55-2f6a1d0e8b71' },
  { id: 2, name: 'Reduced goods', rate: 'reduced', uuid: '0b8f1c9e-7d3a-5e41-9c55-2f6a1d0e8b72' },
  { id: 3, name: 'Tax exempt', rate: null, uuid: '0b8f1c9e-7d3a-5e41-9c55-2f6a1d0e8b73' },
] as const;

/** The country's number; countries are numbered in the order of their codes. */
export function countryId(iso2: string): number {
  const index = COUNTRIES.findIndex(([code]) => code === iso2);
  if (index < 0) throw new Error(`the sample shop does not know the country ${iso2}`);
  return index + 1;
}

/** Countries, taxes, languages, currencies and stores. */
export function makeReferenceRows(): RowSet[] {
  const made = { created_at: shopTime(0), updated_at: shopTime(0) };
  const rates = taxRates();
  return [
    rowSet(
      'spy_country',
      COUNTRIES.map(([iso2, iso3, name, postalCode], index) => ({
        id_country: index + 1,
        iso2_code: iso2,
        iso3_code: iso3,
        name,
        postal_code_mandatory: postalCode,
        postal_code_regex: iso2 === 'DE' ? '\\d{5}' : null,
      })),
    ),
    rowSet(
      'spy_region',
      REGIONS.map(([country, code, name], index) => ({
        id_region: index + 1,
        fk_country: countryId(country),
        iso2_code: code,
        name,
      })),
    ),
    rowSet(
      'spy_tax_rate',
      rates.map(({ id, country, name, rate }) => ({ id_tax_rate: id, fk_country: country, name, rate, ...made })),
    ),
    rowSet(
      'spy_tax_set',
      TAX_SETS.map(({ id, name, uuid }) => ({ id_tax_set: id, name, uuid, ...made })),
    ),
    rowSet(
      'spy_tax_set_tax',
      TAX_SETS.flatMap((set) =>
        rates.filter(({ kind }) => kind === set.rate).map(({ id }) => ({ fk_tax_set: set.id, fk_tax_rate: id })),
      ),
    ),
    ...makeStoreRows(),
  ];
}

function taxRates() {
  const words = ['standard', 'reduced'] as const;
  return COUNTRIES.flatMap(([iso2, , name, , vat]) =>
    (vat ?? []).map((rate, index) => ({ country: countryId(iso2), countryName: name, kind: words[index], rate })),
  ).map(({ country, countryName, kind, rate }, index) => ({
    id: index + 1,
    country,
    kind,
    name: `${countryName} ${kind}`,
    rate,
  }));
}

function makeStoreRows(): RowSet[] {
  return [
    rowSet(
      'spy_locale',
      LOCALES.map(({ id, name }) => ({ id_locale: id, locale_name: name, is_active: 1 })),
    ),
    rowSet(
      'spy_currency',
      CURRENCIES.map(({ id, code, name, symbol }) => ({ id_currency: id, code, name, symbol })),
    ),
    rowSet(
      'spy_store',
      STORES.map(({ id, name, currency, locale }) => ({
        id_store: id,
        name,
        fk_currency: currency,
        fk_locale: locale,
      })),
    ),
    rowSet(
      'spy_currency_store',
      STORES.map(({ id, currency }) => ({ id_currency_store: id, fk_currency: currency, fk_store: id })),
    ),
    rowSet(
      'spy_locale_store',
      STORES.flatMap((store) => LOCALES.map((locale) => ({ fk_locale: locale.id, fk_store: store.id }))).map(
        (pair, index) => ({ id_locale_store: index + 1, ...pair }),
      ),
    ),
  ];
}
