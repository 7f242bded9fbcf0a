import type { JsonValue } from '@dx/kernel';
import { mergePatch } from './merge-patch.js';

describe('mergePatch', () => {
  it.each<[JsonValue, JsonValue, JsonValue]>([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b', b: 1 }, { a: null }, { b: 1 }],
    [{ a: ['b'] }, { a: ['c', 'd'] }, { a: ['c', 'd'] }],
    [{ a: { b: 'c', d: 1 } }, { a: { b: 'd', d: null } }, { a: { b: 'd' } }],
    [{ a: [1] }, { a: { b: null } }, { a: {} }],
    [{ a: 1 }, 'text', 'text'],
  ])('%j with %j is %j', (target, patch, expected) => expect(mergePatch(target, patch)).toEqual(expected));
});
