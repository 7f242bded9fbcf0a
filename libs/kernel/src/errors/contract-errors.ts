import { defineError } from './coded-error.js';

/** A place in a request, e.g. `countries[0]`. */
interface AtPath {
  readonly path: string;
}

/** A field at a place in a request. */
interface AtField extends AtPath {
  readonly field: string;
}

/** The coded errors that the contract defines; sentences are wire facts, quoted to the letter. */
export const contractErrors = {
  /** 1301: no body, invalid JSON, or no usable `data`. */
  invalidDataFormat: defineError(
    '1301',
    400,
    () =>
      "Invalid or missing data format. Please ensure that the data is provided in the correct format. Example request body: {'data':[{...},{...},..]}",
  ),
  /** 1302: the database cannot take the value; `reason` is one sentence that says why. */
  persistenceFailed: defineError<AtPath & { readonly reason?: string }>(
    '1302',
    400,
    ({ path, reason }) =>
      `Failed to persist the data for \`${path}\`. Please verify the provided data and try again.${reason ? ` ${reason}` : ''}`,
  ),
  /** 1303: no record there; `path` is the alias, or `alias[i]`. */
  entityNotFound: defineError<AtPath>(
    '1303',
    404,
    ({ path }) => `The entity \`${path}\` could not be found in the database.`,
  ),
  /** 1304: the field may not be sent with this verb. */
  immutableField: defineError<AtField>(
    '1304',
    400,
    ({ path, field }) => `Modification of immutable field \`${path}.${field}\` is prohibited`,
  ),
  /** 1305: wrong JSON type. */
  invalidType: defineError<AtField>(
    '1305',
    400,
    ({ path, field }) => `Invalid data type \`${path}\` for field \`${field}\``,
  ),
  /** 1306: value outside the field's rules; `rules` is the contract's rule text. */
  invalidValue: defineError<AtField & { readonly rules: string }>(
    '1306',
    400,
    ({ path, field, rules }) => `Invalid data value \`${path}\` for field: \`${field}\`. Field rules: ${rules}`,
  ),
  /** 1307: a required field is missing or null. */
  requiredField: defineError<AtField>(
    '1307',
    400,
    ({ path, field }) => `The required field must not be empty. Field: \`${path}.${field}\``,
  ),
  /** 1308: PUT names an unknown identifier that clients may not choose. */
  identifierNotCreatable: defineError<AtField & { readonly value: string }>(
    '1308',
    400,
    ({ path, field, value }) =>
      `Entity \`${path}.${field}: ${value}\` not found by identifier, and new identifier can not be persisted. Please update the request.`,
  ),
  /** 1309: a unique index refused the row; `path` ends with the field's name when it is known. */
  duplicateEntry: defineError<AtPath>(
    '1309',
    400,
    ({ path }) =>
      `Failed to persist the data for \`${path}\`. Please verify the provided data and try again. Entry is duplicated.`,
  ),
  /** 1310: PATCH item without its identifier. */
  missingIdentifier: defineError<AtPath>(
    '1310',
    400,
    ({ path }) => `Incomplete Request - missing identifier for \`${path}\``,
  ),
  /** 1311: a key that is no configured field, or a relation given as null or scalar. */
  unknownField: defineError<AtField>(
    '1311',
    400,
    ({ path, field }) => `The provided \`${path}.${field}\` is incorrect or invalid.`,
  ),
  /** 1313: no such relation. */
  relationNotFound: defineError<{ readonly relation: string }>(
    '1313',
    400,
    ({ relation }) => `Relation \`${relation}\` not found. Please check the requested relation name and try again.`,
  ),
  /** 1314: nested write through a relation that is not editable. */
  relationNotEditable: defineError<{ readonly relation: string; readonly path?: string }>(
    '1314',
    422,
    ({ relation }) => `The relationship \`${relation}\` is not editable by configuration.`,
  ),
  /** 1315: no such filter field. */
  filterFieldNotFound: defineError<{ readonly filterField: string; readonly alias: string }>(
    '1315',
    400,
    ({ filterField, alias }) => `Filter field \`${filterField}\` for table alias \`${alias}\` not found.`,
  ),
  /** 1316: the `url` constraint. */
  invalidUrl: defineError<AtField>(
    '1316',
    400,
    ({ path, field }) => `The URL is invalid. \`${path}\` field \`${field}\` must have a URL data format.`,
  ),
  /** 1317: a foreign key of another table still points at the record. */
  hasChildEntity: defineError<AtPath & { readonly child: string }>(
    '1317',
    400,
    ({ path, child }) =>
      `Failed to delete the data for \`${path}\`. The entity has a child entity and can not be deleted. Child entity: \`${child}\`.`,
  ),
  /** 1318: DELETE on an endpoint that is not deletable. */
  methodNotAllowed: defineError<{ readonly alias: string }>(
    '1318',
    405,
    ({ alias }) => `Method not allowed for the entity \`${alias}\`.`,
  ),
  /** 007: no such route, or an unknown or inactive alias. */
  notFound: defineError('007', 404, () => 'Not found'),
  /** 010: an `Accept` header (or a body's Content-Type) that is not JSON. */
  unsupportedAccept: defineError('010', 415, () => 'Unsupported `Accept` format used.'),
  /** 010: a body that is not JSON. */
  unsupportedContentType: defineError('010', 415, () => 'Unsupported `Content-Type` format used.'),
  /** 011: a filter key without `resource.property`. */
  unsupportedFilter: defineError(
    '011',
    400,
    () => 'Unsupported `Filter` format is used. Please use `filter[resource.property]`',
  ),
  /** 001: a bearer token that is expired, revoked or was never valid. */
  invalidAccessToken: defineError('001', 401, () => 'Invalid access token.'),
  /** 002: an `Authorization` header without a token. */
  missingAccessToken: defineError('002', 403, () => 'Missing access token.'),
  /** No credentials, or an unknown or expired API key. */
  unauthorizedRequest: defineError(null, 403, () => 'Unauthorized request.'),
  /** Credentials that are good, but not for this. */
  forbidden: defineError(null, 403, () => 'Forbidden.'),
} as const;
