/** The text of a new plugin's file. */
export function pluginSource(name: string): string {
  return `/**
 * The plugin \`${name}\`. Keep the hooks that you need and remove the others; docs/plugins.md describes them all.
 * Each hook is called once per table of a request, with all rows of that table.
 */
export default function make({ definePlugin, changedColumns }) {
  class Plugin {
    /** Before any check: change what came in. \`fields\` has the names that clients see. */
    transformInput({ settings }, records) {
      for (const { fields } of records) {
        if (typeof fields[settings.field] === 'string') fields[settings.field] = fields[settings.field].trim();
      }
    }

    /** Together with the built-in checks: report what is wrong; nothing is stored then. */
    validate({ settings }, records) {
      return records
        .filter(({ fields }) => fields[settings.field] === '')
        .map(({ path }) => ({
          status: 400,
          code: '${name}-1',
          message: \`The field \\\`\${path}.\${settings.field}\\\` must not be empty.\`,
          path: \`\${path}.\${settings.field}\`,
        }));
    }

    /** Inside the transaction, after rows were written: read and write with \`tx\`; an error undoes everything. */
    async afterWrite({ entity, operation }, rows, tx) {
      for (const row of rows) {
        const columns = changedColumns(row);
        // For example: await tx.execute('INSERT INTO my_queue (table_name, record, columns) VALUES (?, ?, ?)', [...]);
        void [entity.table.name, operation, row.identifier, columns, tx];
      }
    }
  }

  return definePlugin(
    {
      name: '${name}',
      description: 'Says in one sentence what it does.',
      order: 100,
      needsBefore: true,
      settingsSchema: {
        type: 'object',
        additionalProperties: false,
        required: ['field'],
        properties: { field: { type: 'string', minLength: 1, title: 'Field' } },
      },
    },
    Plugin,
  );
}
`;
}
