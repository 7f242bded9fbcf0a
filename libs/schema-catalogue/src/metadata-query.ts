/**
 * Runs one metadata query with bound parameters on the data database. Rows by column name, as the driver hands them
 * out: numbers may be numbers or digits.
 */
export type MetadataQuery = <Row>(sql: string, params: readonly string[]) => Promise<readonly Row[]>;

/** A number as drivers hand it out. */
export type Digits = number | string | bigint;
