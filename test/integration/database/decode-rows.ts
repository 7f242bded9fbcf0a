import type { EncodedRows } from '@dx/database';

/** The JSON text of each row, closed. */
export function rowTexts(rows: EncodedRows): string[] {
  return rows.starts.map((start, i) => `${rows.bytes.toString('utf8', start, rows.ends[i])}}`);
}

/** The rows as `JSON.parse` reads them. */
export function parseRows(rows: EncodedRows): unknown[] {
  return rowTexts(rows).map((text) => JSON.parse(text) as unknown);
}
