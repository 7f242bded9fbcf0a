/** Something that the server says about a place of a configuration. */
interface Remark {
  readonly path?: string | undefined;
  readonly message: string;
}

/** Remarks of a settings form. */
export interface SettingsRemarks {
  /** By path below the settings: `rules[0].pattern`; empty for the settings as a whole. */
  readonly inside: ReadonlyMap<string, string>;
  /** About anything else of the configuration. */
  readonly outside: readonly string[];
}

/** Sorts remarks into those about the settings of the plugin at `index`, and others. */
export function placeSettingsRemarks(remarks: readonly Remark[], index: number): SettingsRemarks {
  const prefix = `plugins[${index}].settings`;
  const inside = new Map<string, string>();
  const outside: string[] = [];
  for (const { path, message } of remarks) {
    if (path === undefined || !path.startsWith(prefix)) {
      outside.push(message);
      continue;
    }
    const place = path.slice(prefix.length).replace(/^\./, '');
    inside.set(place, [inside.get(place), message].filter(Boolean).join(' '));
  }
  return { inside, outside };
}
