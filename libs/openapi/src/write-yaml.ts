const PLAIN = /^[A-Za-z_][\w/.-]*$/;
/** Words that YAML readers of some version take for something else than text. */
const WORDS = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/**
 * Writes a JSON value as YAML in block style. Why our own: a document may have a hundred thousand lines, which a
 * general writer takes many seconds for; texts are written as JSON texts, which YAML 1.2 contains.
 */
export function writeYaml(value: unknown): string {
  const lines: string[] = [];
  writeBlock(value, '', '', lines);
  return `${lines.join('\n')}\n`;
}

/** Writes `value` behind `lead` (a key or a dash, or nothing at the top), its parts indented by `indent`. */
function writeBlock(value: unknown, lead: string, indent: string, lines: string[]): void {
  if (!isContainer(value)) {
    lines.push(`${lead}${scalar(value)}`);
    return;
  }
  const entries = Array.isArray(value) ? null : Object.entries(value).filter(([, member]) => member !== undefined);
  if ((entries ?? (value as readonly unknown[])).length === 0) {
    lines.push(`${lead}${entries === null ? '[]' : '{}'}`);
    return;
  }
  if (lead !== '') lines.push(lead.trimEnd());
  if (entries === null) {
    for (const item of value as readonly unknown[]) writeItem(item, indent, lines);
  } else {
    for (const [key, member] of entries) writeBlock(member, `${indent}${text(key)}: `, `${indent}  `, lines);
  }
}

function writeItem(item: unknown, indent: string, lines: string[]): void {
  const first = lines.length;
  if (!isContainer(item) || Object.keys(item).length === 0) {
    writeBlock(item, `${indent}- `, '', lines);
    return;
  }
  writeBlock(item, '', `${indent}  `, lines);
  // Why: the first line of an item's block carries the dash.
  lines[first] = `${indent}- ${(lines[first] ?? '').slice(indent.length + 2)}`;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function scalar(value: unknown): string {
  return typeof value === 'string' ? text(value) : (JSON.stringify(value) ?? 'null');
}

function text(value: string): string {
  return PLAIN.test(value) && !WORDS.test(value) ? value : JSON.stringify(value);
}
