import type { ConfigurationAnswer, FieldBody, TryDto } from '../api/admin-api';

export const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] as const;
export type Method = (typeof METHODS)[number];

/** A filter as it is typed. */
export interface TrialFilter {
  readonly field: string;
  readonly value: string;
}

/** A request as the form has it. */
export interface Trial {
  readonly method: Method;
  /** Empty: the whole collection. */
  readonly id: string;
  readonly filters: readonly TrialFilter[];
  readonly include: readonly string[];
  readonly limit: string;
  readonly offset: string;
  readonly isAtomic: boolean;
  readonly body: string;
}

/** A request that works without a change: the first ten records. */
export function startTrial(endpoint: ConfigurationAnswer): Trial {
  return {
    method: 'GET',
    id: '',
    filters: [],
    include: [],
    limit: '10',
    offset: '',
    isAtomic: true,
    body: exampleBody(endpoint, 'POST'),
  };
}

/** The path and query of a request. */
export function pathOf(alias: string, trial: Trial): string {
  const parameters: string[] = [];
  const add = (name: string, value: string): void => {
    if (value.trim() !== '') parameters.push(`${name}=${encodeURIComponent(value.trim())}`);
  };
  if (trial.method === 'GET' || trial.method === 'DELETE') {
    for (const { field, value } of trial.filters) if (field !== '') add(`filter[${alias}.${field}]`, value);
  }
  if (trial.method === 'GET') {
    add('include', trial.include.join(','));
    add('page[offset]', trial.id === '' ? trial.offset : '');
    add('page[limit]', trial.id === '' ? trial.limit : '');
  }
  const id = trial.id.trim() === '' || trial.method === 'POST' ? '' : `/${encodeURIComponent(trial.id.trim())}`;
  return `/dynamic-entity/${alias}${id}${parameters.length === 0 ? '' : `?${parameters.join('&')}`}`;
}

/** Whether a method has a body. */
export function hasBody(method: Method): boolean {
  return method === 'POST' || method === 'PATCH' || method === 'PUT';
}

/** The headers of a request, beside the credentials. */
export function headersOf(trial: Trial): Record<string, string> {
  return {
    accept: 'application/json',
    ...(hasBody(trial.method) ? { 'content-type': 'application/json' } : {}),
    ...(hasBody(trial.method) && !trial.isAtomic ? { 'x-is-transactional': 'false' } : {}),
  };
}

/** What is sent to be tried. */
export function toTryBody(
  alias: string,
  trial: Trial,
  how: { readonly apiKeyId: string | null; readonly dryRun: boolean; readonly explain: boolean },
): TryDto {
  return {
    method: trial.method,
    path: pathOf(alias, trial),
    headers: headersOf(trial),
    dryRun: how.dryRun && trial.method !== 'GET',
    explain: how.explain,
    ...(hasBody(trial.method) ? { body: trial.body } : {}),
    ...(how.apiKeyId === null ? {} : { apiKeyId: how.apiKeyId }),
  };
}

/** A body with a value of the right kind for every field that may be sent. */
export function exampleBody({ definition }: Pick<ConfigurationAnswer, 'definition'>, method: Method): string {
  const flag = method === 'POST' ? 'isCreatable' : 'isEditable';
  const fields = definition.fields.filter((field) => field[flag] === true);
  const record: Record<string, unknown> = {};
  if (method !== 'POST') {
    const identifier = definition.fields.find(({ fieldName }) => fieldName === definition.identifier);
    if (identifier !== undefined) record[identifier.fieldVisibleName] = exampleValue(identifier);
  }
  for (const field of fields) record[field.fieldVisibleName] = exampleValue(field);
  return JSON.stringify({ data: [record] }, null, 2);
}

const EXAMPLES: Readonly<Record<string, unknown>> = {
  integer: 1,
  boolean: true,
  decimal: 9.99,
  float: 9.99,
  date: '2026-01-31',
  datetime: '2026-01-31 12:00:00',
  time: '12:00:00',
  json: {},
  uuid: '6f1c1f0a-5d2b-4c55-9d33-0d7b1a4e9c11',
  binary: 'AAEC',
};

function exampleValue({ type, examples, enumValues, validation }: FieldBody): unknown {
  const [first] = (examples || enumValues || '').split(', ');
  if (first !== undefined && first !== '') {
    if (type === 'integer' && /^-?\d{1,15}$/.test(first)) return Number(first);
    if (type === 'boolean') return first === 'true' || first === '1';
    if (type === 'decimal' && /^-?[\d.]{1,15}$/.test(first)) return Number(first);
    return first;
  }
  if (type === 'integer' && validation?.min !== undefined) return Math.max(1, validation.min);
  const text = EXAMPLES[type] ?? 'text';
  return typeof text === 'string' && validation?.maxLength !== undefined ? text.slice(0, validation.maxLength) : text;
}
