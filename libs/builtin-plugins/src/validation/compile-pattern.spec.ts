import { compilePattern } from './compile-pattern.js';

const matches = (pattern: string, text: string, ignoreCase = false): boolean => {
  const compiled = compilePattern(pattern, ignoreCase);
  return compiled.kind === 'good' && compiled.test(text);
};

describe('compilePattern', () => {
  it('finds a match anywhere, unless the pattern is anchored', () => {
    expect(matches('b', 'abc')).toBe(true);
    expect(matches('^b', 'abc')).toBe(false);
    expect(matches('^ABC$', 'abc', true)).toBe(true);
    expect(matches('^\\p{L}+$', 'Äpfel')).toBe(true);
  });

  it('refuses what is no RE2 pattern', () => {
    for (const pattern of ['(', 'a**', '(?=x)', '(a)\\1', '[z-a]']) expect(compilePattern(pattern).kind).toBe('bad');
  });

  it('takes linear time for patterns that make other engines hang', () => {
    const begin = performance.now();
    expect(matches('^(a+)+$', `${'a'.repeat(20_000)}!`)).toBe(false);
    expect(matches('^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(2_000))).toBe(false);
    expect(performance.now() - begin).toBeLessThan(5_000);
  });
});
