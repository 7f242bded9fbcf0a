import { contractErrors, serverErrors, type CodedError } from '@dx/kernel';
import type { ExampleObject, JsonSchema, Reference, ResponseObject } from '../model.js';

const at = { path: 'items[0]' };
const field = { path: 'items[0]', field: 'code' };

/** The coded errors by the response that lists them. */
const CATALOGUE = {
  ReadRefused: {
    description: 'The request cannot be understood.',
    errors: [
      contractErrors.unsupportedFilter(),
      contractErrors.relationNotFound({ relation: 'unknown' }),
      contractErrors.filterFieldNotFound({ filterField: 'unknown_field', alias: 'items' }),
      serverErrors.invalidPage({ parameter: 'page[limit]' }),
      serverErrors.pageTooLarge({ max: 10_000 }),
      serverErrors.malformedRequest({ reason: 'The request target cannot be decoded.' }),
      serverErrors.includeTooLarge({ reason: 'The include chain `a.b.c.d.e.f` is too deep.' }),
      serverErrors.batchTooLarge({ path: 'filter[items.code]', max: 1000 }),
      serverErrors.tooManyChildren({ relation: 'children', max: 10_000 }),
      serverErrors.filterNotIncluded({ chain: 'children' }),
    ],
  },
  WriteRefused: {
    description: 'The data breaks a rule. All broken rules are listed.',
    errors: [
      contractErrors.invalidDataFormat(),
      contractErrors.persistenceFailed({ ...at, reason: 'The value is too long.' }),
      contractErrors.immutableField(field),
      contractErrors.invalidType(field),
      contractErrors.invalidValue({ ...field, rules: 'max_length: 2, min_length: 2, is_required: 1' }),
      contractErrors.requiredField(field),
      contractErrors.identifierNotCreatable({ ...at, field: 'id_item', value: '99' }),
      contractErrors.duplicateEntry({ path: 'items[0].code' }),
      contractErrors.missingIdentifier(at),
      contractErrors.unknownField({ ...at, field: 'unknown_field' }),
      contractErrors.relationNotFound({ relation: 'unknown' }),
      contractErrors.invalidUrl({ ...at, field: 'url' }),
      serverErrors.bodyTooDeep({ max: 20 }),
      serverErrors.forbiddenKey({ key: '__proto__' }),
      serverErrors.batchTooLarge({ path: 'data', max: 1000 }),
      serverErrors.invalidUnlink({ path: 'items[0].tags[0]', reason: 'the record above it is new.' }),
    ],
  },
  DeleteRefused: {
    description: 'The request cannot be understood, or other records need the record.',
    errors: [
      contractErrors.unsupportedFilter(),
      contractErrors.filterFieldNotFound({ filterField: 'unknown_field', alias: 'items' }),
      contractErrors.hasChildEntity({ path: 'items.id_item = 1', child: 'child_table' }),
      serverErrors.invalidFilterValue({ filterField: 'id_item' }),
      serverErrors.deleteNeedsFilter(),
    ],
  },
  Unauthorized: { description: 'Invalid access token.', errors: [contractErrors.invalidAccessToken()] },
  Forbidden: {
    description: 'Unauthorized request.',
    errors: [contractErrors.unauthorizedRequest(), contractErrors.missingAccessToken(), contractErrors.forbidden()],
  },
  NotFound: {
    description: 'Not Found.',
    errors: [contractErrors.entityNotFound({ path: 'items' }), contractErrors.notFound()],
  },
  NotAllowed: {
    description: 'Method not allowed.',
    errors: [contractErrors.methodNotAllowed({ alias: 'items' }), serverErrors.readOnlyEntity({ alias: 'items' })],
  },
  Ambiguous: {
    description: 'The identifier names more than one record.',
    errors: [serverErrors.ambiguousIdentifier({ path: 'items' })],
  },
  TooLarge: { description: 'The body is too large.', errors: [serverErrors.bodyTooLarge({ max: 10_485_760 })] },
  Unsupported: {
    description: 'Only JSON is understood.',
    errors: [contractErrors.unsupportedAccept(), contractErrors.unsupportedContentType()],
  },
  RelationRefused: {
    description: 'The relation cannot be written.',
    errors: [contractErrors.relationNotEditable({ relation: 'children' })],
  },
  Failed: {
    description: 'An error occurred.',
    errors: [
      serverErrors.tooManyRequests(),
      serverErrors.databaseUnavailable(),
      serverErrors.databaseBusy(),
      serverErrors.statementTimeout(),
      serverErrors.lockConflict(),
      serverErrors.shuttingDown(),
      serverErrors.requestTimeout(),
      serverErrors.databaseReadOnly(),
      serverErrors.configurationOutOfDate({ alias: 'items' }),
      serverErrors.fault(),
    ],
  },
} satisfies Record<string, { description: string; errors: readonly CodedError[] }>;

/** The name of a shared error response. */
export type ErrorResponseName = keyof typeof CATALOGUE;

/** Answers of writes may also be the non-transactional shape, with nothing stored. */
const PER_ITEM: readonly ErrorResponseName[] = [
  'WriteRefused',
  'DeleteRefused',
  'NotFound',
  'RelationRefused',
  'Ambiguous',
];

/** The error responses of each kind of operation, by status: references to the shared ones. */
export const ERRORS_OF = {
  list: referTo({ '400': 'ReadRefused' }),
  item: referTo({ '400': 'ReadRefused', '404': 'NotFound' }),
  create: referTo({ '400': 'WriteRefused', '413': 'TooLarge', '422': 'RelationRefused' }),
  change: referTo({
    '400': 'WriteRefused',
    '404': 'NotFound',
    '409': 'Ambiguous',
    '413': 'TooLarge',
    '422': 'RelationRefused',
  }),
  delete: referTo({ '400': 'DeleteRefused', '404': 'NotFound', '405': 'NotAllowed', '409': 'Ambiguous' }),
} as const;

function referTo(own: Readonly<Record<string, ErrorResponseName>>): Readonly<Record<string, Reference>> {
  const all: Readonly<Record<string, ErrorResponseName>> = {
    ...own,
    '401': 'Unauthorized',
    '403': 'Forbidden',
    '415': 'Unsupported',
    default: 'Failed',
  };
  return Object.fromEntries(
    Object.entries(all).map(([status, name]) => [status, { $ref: `#/components/responses/${name}` }]),
  );
}

/** The error responses that all endpoints share, each with an example per code. */
export function buildErrorResponses(): Readonly<Record<string, ResponseObject>> {
  const names = Object.keys(CATALOGUE) as ErrorResponseName[];
  return Object.fromEntries(names.map((name) => [name, buildErrorResponse(name)]));
}

function buildErrorResponse(name: ErrorResponseName): ResponseObject {
  const { description, errors } = CATALOGUE[name];
  const list: JsonSchema = { $ref: '#/components/schemas/Errors' };
  return {
    description,
    ...(name === 'Failed' ? { headers: RETRY_AFTER } : {}),
    content: {
      'application/json': {
        schema: PER_ITEM.includes(name) ? { anyOf: [list, { $ref: '#/components/schemas/NothingStored' }] } : list,
        examples: Object.fromEntries(errors.map((error, at) => [exampleName(error, at), errorExample(error)])),
      },
    },
  };
}

const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds after which a repetition makes sense.', schema: { type: 'integer' } },
} as const;

/** Why the place: two sentences may share a code. */
function exampleName({ code }: CodedError, at: number): string {
  return `${at + 1}-${code ?? 'none'}`;
}

function errorExample({ status, code, message }: CodedError): ExampleObject {
  return { summary: message, value: [{ status, code, message }] };
}

/** The schemas of errors. */
export function errorSchemas(): Readonly<Record<string, JsonSchema>> {
  return {
    RestErrorMessage: {
      type: 'object',
      description: 'One broken rule, or one reason for a failure.',
      properties: {
        status: { type: 'integer', description: 'The HTTP status that goes with the code.', examples: [400] },
        code: { type: ['string', 'null'], description: 'Stable; meant for programs.', examples: ['1307'] },
        message: { type: 'string', description: 'Meant for people; names the place in the request.' },
      },
      required: ['status', 'code', 'message'],
    },
    Errors: { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/RestErrorMessage' } },
    NothingStored: {
      type: 'object',
      description: 'With `X-Is-Transactional: false`, when no record could be stored.',
      properties: {
        data: { type: 'array', maxItems: 0 },
        errors: { $ref: '#/components/schemas/Errors' },
      },
      required: ['data', 'errors'],
    },
  };
}
