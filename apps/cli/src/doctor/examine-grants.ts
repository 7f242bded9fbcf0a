import type { ServerDescription } from '@dx/database';
import { fail, type Finding, ok, warn } from './finding.js';

const DATA_RIGHTS = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];
const TABLE_RIGHTS = ['CREATE', 'ALTER', 'INDEX', 'REFERENCES'];
/** Rights that this server never uses. */
const DANGEROUS = ['SUPER', 'FILE', 'SHUTDOWN', 'CREATE USER', 'GRANT OPTION', 'PROCESS'];

/** Judges the account's rights on the schema: what is missing, and what is too much. */
export function examineGrants({ grants, database }: ServerDescription, ownTablesHere: boolean): readonly Finding[] {
  const parsed = grants.map(parseGrant).filter((grant) => grant !== null);
  const here = new Set(parsed.filter(({ schema }) => covers(schema, database)).flatMap(({ rights }) => rights));
  const has = (right: string): boolean => here.has('ALL PRIVILEGES') || here.has(right);
  const missing = [...DATA_RIGHTS, ...(ownTablesHere ? TABLE_RIGHTS : [])].filter((right) => !has(right));
  return [
    missing.length === 0 ? ok('rights', rightsText(ownTablesHere)) : missingRights(missing, database),
    ...excess(parsed),
  ];
}

function rightsText(ownTablesHere: boolean): string {
  return ownTablesHere ? 'enough for the shop and the own tables' : 'enough for the shop';
}

/** Why sometimes a warning: rights on single tables, which a careful administrator gives, are not counted here. */
function missingRights(missing: readonly string[], database: string): Finding {
  const text = `the account has no ${missing.join(', ')} on the whole schema`;
  const grant = `GRANT ${missing.join(', ')} ON \`${database}\`.* TO …`;
  return missing.includes('SELECT')
    ? fail('rights', text, `${grant}; or the same for each table that is an endpoint.`)
    : warn('rights', text, `${grant}; without a right, the requests that need it are refused.`);
}

function excess(grants: readonly Grant[]): readonly Finding[] {
  const rights = new Set(grants.filter(({ schema }) => schema === '*').flatMap((grant) => grant.rights));
  const found = rights.has('ALL PRIVILEGES') ? ['ALL PRIVILEGES'] : DANGEROUS.filter((right) => rights.has(right));
  if (found.length === 0) return [];
  return [
    warn(
      'rights',
      `the account may do more than is needed (${found.join(', ')} on *.*)`,
      'Use an account of its own with rights on this schema only.',
    ),
  ];
}

interface Grant {
  readonly rights: readonly string[];
  /** `*` or a pattern for schema names. */
  readonly schema: string;
}

/** Reads one line of `SHOW GRANTS`; null for roles and for rights on single tables or routines. */
function parseGrant(line: string): Grant | null {
  const match = /^GRANT (.+?) ON (?:`((?:[^`]|``)+)`|(\*))\.\* TO /i.exec(line);
  if (match === null) return null;
  const rights = (match[1] ?? '').split(',').map((right) => right.trim().toUpperCase());
  const option = /WITH GRANT OPTION/i.test(line) ? ['GRANT OPTION'] : [];
  return { rights: [...rights, ...option], schema: match[3] ?? (match[2] ?? '').replaceAll('``', '`') };
}

/** Whether a pattern of a grant (`shop`, `shop\_%`, `*`) covers a schema. */
function covers(pattern: string, schema: string): boolean {
  if (pattern === '*') return true;
  const source = pattern.replace(/\\?[\s\S]/g, (part) => {
    if (part.startsWith('\\')) return escapeRegExp(part.slice(1));
    return part === '%' ? '.*' : part === '_' ? '.' : escapeRegExp(part);
  });
  return new RegExp(`^${source}$`, 'is').test(schema);
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
