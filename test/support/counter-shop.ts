import type { DatabaseKind } from './test-database.js';

/** A table of counters, for tests of the HTTP edge. */
export const COUNTER_TABLE: Readonly<Record<DatabaseKind, readonly string[]>> = {
  mariadb: [
    'CREATE TABLE counter (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, quantity INT NOT NULL)',
    'INSERT INTO counter (id, quantity) VALUES (1, 10), (2, 20)',
  ],
  sqlite: [
    'CREATE TABLE counter (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, quantity INT NOT NULL)',
    'INSERT INTO counter (id, quantity) VALUES (1, 10), (2, 20)',
  ],
};

/** The endpoint `counters` on it. */
export const COUNTER_CONFIGURATION = {
  tableName: 'counter',
  tableAlias: 'counters',
  isActive: true,
  definition: {
    identifier: 'id',
    isDeletable: true,
    fields: [
      {
        fieldName: 'id',
        fieldVisibleName: 'id',
        isCreatable: true,
        isEditable: false,
        type: 'integer',
        validation: { isRequired: false },
      },
      {
        fieldName: 'quantity',
        fieldVisibleName: 'quantity',
        isCreatable: true,
        isEditable: true,
        type: 'integer',
        validation: { isRequired: true },
      },
    ],
  },
};
