import type { AuditFilter } from './use-audit';

/** The filters as they are typed. */
export interface AuditWish {
  readonly source: '' | 'data' | 'admin';
  readonly alias: string;
  readonly recordId: string;
  readonly actor: string;
  readonly operation: string;
  readonly requestId: string;
  /** Local times, as the browser's own input gives them. */
  readonly from: string;
  readonly to: string;
}

export const NO_WISH: AuditWish = {
  source: '',
  alias: '',
  recordId: '',
  actor: '',
  operation: '',
  requestId: '',
  from: '',
  to: '',
};

/** What the server is asked for; times become exact instants, and what cannot be read is no wish. */
export function toAuditFilter({ from, to, ...wish }: AuditWish): AuditFilter {
  const texts = Object.entries(wish).map(([name, value]) => [name, value.trim()] as const);
  const times = Object.entries({ from, to }).map(([name, value]) => [name, toInstant(value)] as const);
  return Object.fromEntries([...texts, ...times].filter(([, value]) => value !== ''));
}

function toInstant(local: string): string {
  const date = new Date(local);
  return local === '' || Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
