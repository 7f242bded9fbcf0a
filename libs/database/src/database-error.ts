/** Why the database refused a statement, in terms that no dialect owns. */
export type DatabaseErrorKind =
  | 'duplicate' // a unique key
  | 'foreign-key-parent' // insert/update points at a row that does not exist
  | 'foreign-key-child' // delete/update of a row that others point at
  | 'not-null'
  | 'too-long'
  | 'out-of-range'
  | 'bad-value' // wrong date, enum word, JSON text, character …
  | 'check' // a CHECK constraint
  | 'schema' // unknown table or column: the configuration is out of date
  | 'other';

/** A refused statement. `message` is for the log only: it holds vendor text and never goes to a client. */
export class DatabaseError extends Error {
  constructor(
    readonly kind: DatabaseErrorKind,
    message: string,
    /** What the driver's error named. */
    readonly details: {
      /** The unique index or foreign key constraint. */
      readonly constraint?: string;
      /** The table of the foreign key on the child's side. */
      readonly table?: string;
      /** The columns concerned, when the error names them. */
      readonly columns?: readonly string[];
      /** 1-based number of the row in a multi-row statement, when the error names it. */
      readonly row?: number;
      /** For `duplicate`: the offending value as the driver prints it. */
      readonly value?: string;
    } = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'DatabaseError';
  }
}
