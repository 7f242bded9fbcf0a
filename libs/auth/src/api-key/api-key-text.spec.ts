import { toBase62 } from '../secret/random-secret.js';
import { isApiKeyText, makeApiKey, shownPrefix } from './api-key-text.js';

describe('API key text', () => {
  it('is recognised, and differs every time', () => {
    const keys = Array.from({ length: 200 }, makeApiKey);
    expect(keys.every(isApiKeyText)).toBe(true);
    expect(new Set(keys).size).toBe(200);
    expect(keys.every((key) => shownPrefix(key).length === 11)).toBe(true);
  });

  it('is not recognised with any one character changed, or of another length', () => {
    const key = makeApiKey();
    for (let at = 0; at < key.length; at += 1) {
      const other = key[at] === 'x' ? 'y' : 'x';
      expect(isApiKeyText(key.slice(0, at) + other + key.slice(at + 1))).toBe(false);
    }
    for (const wrong of ['', 'dx_', key.slice(1), `${key}0`, ` ${key}`, `${key}\n`])
      expect(isApiKeyText(wrong)).toBe(false);
  });

  it('holds all 256 bits', () => {
    expect(toBase62(Buffer.alloc(32, 0xff), 43)).toHaveLength(43);
    expect(toBase62(Buffer.alloc(32, 0xff), 43)).not.toBe(
      toBase62(Buffer.concat([Buffer.alloc(31, 0xff), Buffer.from([0xfe])]), 43),
    );
    expect(toBase62(Buffer.alloc(32), 43)).toBe('0'.repeat(43));
  });
});
