import { execFileSync } from 'node:child_process';
import type { Trial } from './trial';
import { CODE_LANGUAGES, writeCode } from './write-code';

const TRIAL: Trial = {
  method: 'POST',
  id: '',
  filters: [],
  include: [],
  limit: '10',
  offset: '',
  isAtomic: false,
  body: `{"data":[{"name":"O'Brien \\\\ $HOME \`x\` ü"}]}`,
};
const READ: Trial = {
  ...TRIAL,
  method: 'GET',
  include: ['a.b'],
  filters: [{ field: 'iso2_code', value: '{"in":["DE"]}' }],
};

describe('writeCode', () => {
  it.each(CODE_LANGUAGES)('writes a list with filters for %s', (language) => {
    const code = writeCode(language, 'https://shop.example', 'countries', READ);
    expect(code).toContain(
      'https://shop.example/dynamic-entity/countries?filter[countries.iso2_code]=%7B%22in%22%3A%5B%22DE%22%5D%7D&include=a.b&page[limit]=10',
    );
    expect(code).toContain('YOUR_API_KEY');
    expect(code).not.toContain('"data"');
  });

  it('quotes a body so that the shell hands it over as it is', () => {
    const code = writeCode('curl', 'https://shop.example', 'countries', TRIAL);
    const printed = execFileSync('sh', ['-c', code.replace('curl -sg', 'printf "%s\\n"')], { encoding: 'utf8' });
    expect(printed.split('\n')).toEqual(expect.arrayContaining([TRIAL.body, 'x-is-transactional: false', 'POST']));
  });

  it('quotes a body so that JavaScript sends it as it is', () => {
    const code = writeCode('fetch', 'https://shop.example', 'countries', TRIAL);
    const [, literal] = /body: (.*),\n\}\)/.exec(code) ?? [];
    expect(JSON.parse(literal ?? '')).toBe(TRIAL.body);
  });

  it('quotes a body for PHP, where only quotes and backslashes mean something', () => {
    const code = writeCode('PHP', 'https://shop.example', 'countries', TRIAL);
    expect(code).toContain(`'{"data":[{"name":"O\\'Brien \\\\\\\\ $HOME`);
  });
});
