import { SETTING_DEFINITIONS, type SettingDefinition } from './setting-definitions.js';

type Entry = [name: string, definition: SettingDefinition<unknown>];

const entries = (): Entry[] => Object.entries(SETTING_DEFINITIONS);

/** The text of `.env.example`: every setting with its description, each one commented out with its default. */
export function printEnvExample(): string {
  const lines = [
    '# Every setting of the server, with its default. Copy this file to .env and remove the # where you change one.',
    '# Wherever "or <NAME>_FILE" stands, the value may also be given as the name of a file that holds it.',
  ];
  let group = '';
  for (const [name, definition] of entries()) {
    if (definition.group !== group) {
      group = definition.group;
      lines.push('', `# --- ${group} ---`);
    }
    lines.push('', `# ${definition.description}${definition.secret ? ` Or ${name}_FILE.` : ''}`);
    lines.push(`#${name}=${definition.default ?? ''}`);
  }
  return `${lines.join('\n')}\n`;
}

/** The settings as a Markdown table. */
export function printSettingsTable(): string {
  const rows = entries().map(([name, definition]) => {
    const byDefault =
      definition.default === null ? 'not set' : definition.default === '' ? 'empty' : `\`${definition.default}\``;
    const names = definition.secret ? `\`${name}\` (or \`${name}_FILE\`)` : `\`${name}\``;
    return `| ${names} | ${byDefault} | ${definition.description} |`;
  });
  return ['| setting | default | meaning |', '| --- | --- | --- |', ...rows, ''].join('\n');
}
