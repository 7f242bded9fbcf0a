/**
 * A query string as the HTTP layer read it, names and values decoded, nothing interpreted: `filter[countries.iso2_code]=DE`
 * is `{ name: 'filter[countries.iso2_code]', value: 'DE' }`. Order and repetitions are kept.
 */
export type RawQuery = readonly { readonly name: string; readonly value: string }[];
