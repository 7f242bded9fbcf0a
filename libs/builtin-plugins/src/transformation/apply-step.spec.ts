import type { JsonValue } from '@dx/kernel';
import { ExactNumber } from '@dx/kernel';
import { applyStep } from './apply-step.js';
import type { TransformationStep } from './transformation-settings.js';

describe('a transformation step', () => {
  it.each<[TransformationStep, JsonValue | undefined, JsonValue | undefined]>([
    [{ op: 'trim' }, '  a b ', 'a b'],
    [{ op: 'trim' }, 5, 5],
    [{ op: 'trim' }, null, null],
    [{ op: 'case', to: 'upper' }, 'straße', 'STRASSE'],
    [{ op: 'case', to: 'lower' }, 'ÄB', 'äb'],
    [{ op: 'case', to: 'title' }, 'müller-LÜDENSCHEIDT gmbh', 'Müller-Lüdenscheidt Gmbh'],
    [{ op: 'scale', digits: 2 }, '1.005', '1.01'],
    [{ op: 'scale', digits: 2 }, 7, '7.00'],
    [{ op: 'scale', digits: 3 }, new ExactNumber('12345678901234567890.12345'), '12345678901234567890.123'],
    [{ op: 'scale', digits: 0 }, '-0.5', '-1'],
    [{ op: 'scale', digits: 2 }, 'seven', 'seven'],
    [{ op: 'date', from: 'DD.MM.YYYY', to: 'YYYY-MM-DD' }, '31.12.2026', '2026-12-31'],
    [{ op: 'date', from: 'DD.MM.YYYY', to: 'YYYY-MM-DD' }, '31.02.2026', '31.02.2026'],
    [{ op: 'map', values: { y: true, n: false } }, 'y', true],
    [{ op: 'map', values: { '1': 'one' } }, 1, 'one'],
    [{ op: 'map', values: { y: true } }, 'x', 'x'],
    [{ op: 'map', values: { y: true }, otherwise: null }, 'x', null],
    [{ op: 'map', values: {} }, 'constructor', 'constructor'],
    [{ op: 'template', text: '{sku}-{name}/{gone}{constructor}' }, undefined, 'A1-Chair/'],
    [{ op: 'constant', value: 'DE' }, 'AT', 'DE'],
    [{ op: 'default', value: 'DE' }, undefined, 'DE'],
    [{ op: 'default', value: 'DE' }, null, 'DE'],
    [{ op: 'default', value: 'DE' }, '', ''],
  ])('%j turns %j into %j', (step, value, expected) => {
    expect(applyStep(step, value, { sku: 'A1', name: 'Chair' })).toEqual(expected);
  });
});
