import fc from 'fast-check';
import { openEngine, type OpenEngine } from '../../support/open-engine.js';
import { DATABASE_KINDS } from '../../support/test-database.js';
import { ask } from './ask.js';
import { clearShop, send } from './send.js';
import { WRITE_ENDPOINTS, writeShop } from './write-shop.js';

interface Note {
  readonly note?: string;
}
interface Rate {
  readonly name?: string;
  readonly rate: number;
  readonly notes?: readonly Note[];
}
interface Country {
  readonly iso2_code: string;
  readonly taxRates?: readonly Rate[];
}

/** Few different values, so that they clash; `x` and a missing name break a rule. */
const note = fc.record({ note: fc.constantFrom('n', 'a note') }, { requiredKeys: [] });
const rate = fc.record(
  {
    name: fc.constantFrom('a', 'b', 'c', 'd'),
    rate: fc.integer({ min: 0, max: 9 }),
    notes: fc.array(note, { maxLength: 2 }),
  },
  { requiredKeys: ['name', 'rate'] },
);
const country = fc.record(
  {
    iso2_code: fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom('DE', 'AT', 'FR', 'IT', 'ES', 'CH') },
      fc.constant('x'),
    ),
    taxRates: fc.array(rate, { maxLength: 3 }),
  },
  { requiredKeys: ['iso2_code'] },
);
const batches = fc.array(fc.tuple(fc.array(country, { minLength: 1, maxLength: 9 }), fc.boolean()), {
  minLength: 1,
  maxLength: 3,
});

/** What the contract says of one item, given the codes that are taken; an empty list = it is stored. */
function errorsOf(item: Country, index: number, taken: ReadonlySet<string>): readonly string[] {
  const path = `countries[${index}]`;
  const errors: string[] = [];
  for (const [place, { notes = [] }] of (item.taxRates ?? []).entries()) {
    for (const [below, { note: text }] of notes.entries()) {
      if (text === undefined) errors.push(`1307 ${path}.tax-rates[${place}].tax-notes[${below}].note`);
    }
  }
  if (item.iso2_code.length !== 2) errors.push(`1306 ${path}`);
  if (errors.length > 0) return errors;
  if (taken.has(item.iso2_code)) return [`1309 ${path}.iso2_code`];
  const names = new Set<string>();
  for (const [place, { name = '' }] of (item.taxRates ?? []).entries()) {
    if (names.has(name)) errors.push(`1309 ${path}.tax-rates[${place}].name`);
    names.add(name);
  }
  return errors;
}

function shorten(error: string): string {
  const path = /`(countries[^`]*)`/.exec(error)?.[1] ?? '';
  return `${error.slice(4, 8)} ${path}`;
}

describe.each(DATABASE_KINDS)('random batches on %s', (kind) => {
  let open: OpenEngine;

  beforeAll(async () => {
    open = await openEngine(kind, { setUp: writeShop(kind), endpoints: WRITE_ENDPOINTS });
  });
  afterAll(() => open.close());

  it('answer and store what item after item would', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (requests) => {
        await clearShop(open);
        let stored: readonly Country[] = [];
        for (const [data, atomic] of requests) {
          const codes = new Set(stored.map(({ iso2_code }) => iso2_code));
          const good: Country[] = [];
          const errors = data.flatMap((item, index) => {
            const own = errorsOf(item, index, codes);
            if (own.length === 0) {
              codes.add(item.iso2_code);
              good.push(item);
            }
            return own;
          });
          const sent = await send(open, 'POST countries', { data }, { atomic });
          expect(sent.errors.map(shorten)).toEqual(errors);
          const kept = atomic && errors.length > 0 ? [] : good;
          if (sent.data !== undefined) expect(plain(sent.data)).toEqual(plain(JSON.stringify(kept)));
          stored = [...stored, ...kept];
        }
        expect(plain(await ask(open, 'countries?include=taxRates.notes'))).toEqual(plain(JSON.stringify(stored)));
      }),
      { numRuns: 60 },
    );
  });
});

/** The names and rates of an answer; an empty relation counts as none, as GET shows it. */
function plain(json: string): unknown {
  return (JSON.parse(json) as readonly Country[]).map(({ iso2_code, taxRates = [] }) => [
    iso2_code,
    taxRates.map(({ name, rate: value, notes = [] }) => [name, Number(value), notes.map((it) => it.note)]),
  ]);
}
