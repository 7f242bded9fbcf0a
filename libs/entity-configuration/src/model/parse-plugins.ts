import { ExactNumber } from '@dx/kernel';
import { isJsonRecord, pathOf, readList, readText } from './parse-json-value.js';
import type { Member, Oddities } from './parse-json-value.js';
import type { PluginActivation } from './plugin-activation.js';

const PLUGIN_KEYS = new Set(['name', 'settings']);

/** Reads the list of plugins of a configuration; settings become plain JSON, whatever the numbers came as. */
export function parsePlugins(member: Member, oddities: Oddities): readonly PluginActivation[] {
  return readList(member, oddities).flatMap((value, index) => {
    const at = `${pathOf(member)}[${index}]`;
    if (!isJsonRecord(value)) {
      oddities.wrongType(at, 'A plugin must be an object with a name; left out.');
      return [];
    }
    oddities.keysOf(value, PLUGIN_KEYS, 'plugins', at);
    const name = readText({ of: value, key: 'name', at }, oddities) ?? '';
    const settings = value['settings'] ?? {};
    if (isJsonRecord(settings)) return [{ name, settings: toPlain(settings) as PluginActivation['settings'] }];
    oddities.wrongType(`${at}.settings`, 'Settings of a plugin must be an object; read as empty.');
    return [{ name, settings: {} }];
  });
}

function toPlain(value: unknown): unknown {
  if (value instanceof ExactNumber) return Number(value.text);
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toPlain(inner)]));
}
