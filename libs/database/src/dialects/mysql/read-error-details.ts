import type { DatabaseError } from '../../database-error.js';

type Details = { -readonly [Key in keyof DatabaseError['details']]: DatabaseError['details'][Key] };

const NAME = '`((?:[^`]|``)*)`';
const FOREIGN_KEY = new RegExp(
  `\\(${NAME}\\.${NAME}, CONSTRAINT ${NAME} FOREIGN KEY \\(((?:${NAME}(?:, )?)+)\\) REFERENCES`,
);
const DUPLICATE = /^Duplicate entry '(.*)' for key '(.*)'$/s;
const CHECK = [new RegExp(`^CONSTRAINT ${NAME} failed`), /^Check constraint '(.*)' is violated/];
/** Messages that name one column, the innermost name last. */
const COLUMN = [
  /^Column '(.*)' cannot be null/s,
  /^Field '(.*)' doesn't have a default value/s,
  /NOT NULL column '(.*)' at row \d+$/s,
  /for column '([^']*)' at row \d+$/,
  /for column '((?:[^'])*)'\.?$/,
  new RegExp(`for column (?:${NAME}\\.)*${NAME} at row \\d+$`),
  /^Unknown column '(.*)' in /s,
  /^The value specified for generated column '(.*)' in table/s,
];

/** Reads constraint, table, columns, row and value out of a server's message, as far as it names them. */
export function readErrorDetails(errno: number, message: string): DatabaseError['details'] {
  const details: Details = {};
  const row = /at row (\d+)$/.exec(message);
  if (row) details.row = Number(row[1]);
  if (errno === 1062 || errno === 1586) readDuplicate(message, details);
  else if (errno === 1451 || errno === 1452) readForeignKey(message, details);
  else if (errno === 4025 || errno === 3819) readCheck(message, details);
  else if (errno === 1146) readTable(message, details);
  else readColumn(message, details);
  return details;
}

function readDuplicate(message: string, details: Details): void {
  const match = DUPLICATE.exec(message);
  if (match === null) return;
  const key = match[2] as string;
  // Why: MySQL ≥ 8.0.19 prints `table.index`, everything else `index`.
  const dot = key.lastIndexOf('.');
  details.value = match[1];
  details.constraint = key.slice(dot + 1);
  if (dot > 0) details.table = key.slice(0, dot);
}

function readForeignKey(message: string, details: Details): void {
  const match = FOREIGN_KEY.exec(message);
  if (match === null) return;
  details.table = unquote(match[2]);
  details.constraint = unquote(match[3]);
  details.columns = [...(match[4] as string).matchAll(new RegExp(NAME, 'g'))].map((name) => unquote(name[1]));
}

function readCheck(message: string, details: Details): void {
  const match = firstMatch(CHECK, message);
  if (match === null) return;
  const name = unquote(match[1]);
  // Why: MariaDB names the unnamed check of a column `table.column`.
  const dot = name.indexOf('.');
  details.constraint = name;
  if (dot > 0) details.columns = [name.slice(dot + 1)];
}

function readTable(message: string, details: Details): void {
  const match = /^Table '(?:[^'.]*\.)?(.*)' doesn't exist/s.exec(message);
  if (match?.[1] !== undefined) details.table = match[1];
}

function readColumn(message: string, details: Details): void {
  const name = firstMatch(COLUMN, message)?.at(-1);
  if (name === undefined) return;
  const column = unquote(name);
  details.columns = [column.slice(column.lastIndexOf('.') + 1)];
}

function firstMatch(patterns: readonly RegExp[], text: string): RegExpExecArray | null {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match !== null) return match;
  }
  return null;
}

function unquote(name: string | undefined): string {
  return (name ?? '').replaceAll('``', '`');
}
