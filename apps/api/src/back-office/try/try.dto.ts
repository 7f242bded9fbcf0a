import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsObject, IsString, IsUUID, MaxLength } from 'class-validator';
import { Omittable } from '../access/omittable.js';

/** Methods of the endpoints. */
export const TRIAL_METHODS = ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE'] as const;

/** Headers that a tried request may have. */
export const TRIAL_HEADERS = ['accept', 'accept-language', 'content-type', 'x-is-transactional'] as const;

const PATH_MAX = 20_000;

/** A request to an endpoint, and in whose name it is sent. */
export class TryDto {
  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Send it with the rights of this API key. Left out: with your own.',
  })
  @Omittable()
  @IsUUID()
  readonly apiKeyId?: string;

  @ApiProperty({ enum: TRIAL_METHODS })
  @IsIn(TRIAL_METHODS)
  readonly method: (typeof TRIAL_METHODS)[number];

  @ApiProperty({
    maxLength: PATH_MAX,
    description: 'Path and query, below the prefix of the endpoints.',
    example: '/dynamic-entity/countries?page[limit]=10',
  })
  @MaxLength(PATH_MAX)
  @IsString()
  readonly path: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: `Any of: ${TRIAL_HEADERS.join(', ')}.`,
    example: { 'x-is-transactional': 'false' },
  })
  @Omittable()
  @IsObject()
  readonly headers?: Readonly<Record<string, unknown>>;

  @ApiPropertyOptional({
    description:
      'The body as text, sent as it is; `content-type` is `application/json` unless the headers say otherwise.',
    example: '{"data":[{"iso2_code":"DE"}]}',
  })
  @Omittable()
  @IsString()
  readonly body?: string;

  @ApiPropertyOptional({
    default: false,
    description:
      'Do everything, answer as if it were stored, then roll it back. Events after the commit do not happen.',
  })
  @IsBoolean()
  readonly dryRun: boolean = false;

  @ApiPropertyOptional({
    default: false,
    description: 'Also ask the database how it finds the rows of each SELECT. Only for owners; otherwise ignored.',
  })
  @IsBoolean()
  readonly explain: boolean = false;
}

/** How the database finds the rows of a statement, in its own words. */
export class ExplainAnswer {
  @ApiProperty({ type: [String] })
  readonly columns: readonly string[];

  @ApiProperty({ type: 'array', items: { type: 'array', items: { type: 'string', nullable: true } } })
  readonly rows: readonly (readonly (string | null)[])[];
}

/** A statement that the request ran. */
export class TriedStatementAnswer {
  @ApiProperty({ example: 'SELECT `iso2_code` FROM `spy_country` WHERE `id_country` = ?' })
  readonly sql: string;

  @ApiProperty({
    type: 'array',
    items: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'null' }] },
    description: 'The bound values, in order; long ones and long lists are cut.',
  })
  readonly params: readonly (string | number | boolean | null)[];

  @ApiProperty({ description: 'Milliseconds, the way to the database included.' })
  readonly ms: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Rows given or touched; null when it was refused.' })
  readonly rows: number | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Number of its transaction, from 1; null outside of one.',
  })
  readonly transaction: number | null;

  @ApiProperty({ type: ExplainAnswer, nullable: true })
  readonly explain: ExplainAnswer | null;
}

/** What the endpoint answered. */
export class TryAnswer {
  @ApiProperty({ type: 'integer', example: 200 })
  readonly status: number;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  readonly headers: Readonly<Record<string, string>>;

  @ApiProperty({ description: 'The body as text, exactly as it would be sent.' })
  readonly body: string;

  @ApiProperty({ type: 'integer', description: 'Bytes of the whole body.' })
  readonly bodyBytes: number;

  @ApiProperty({ description: 'Whether `body` was cut because it is longer than a megabyte.' })
  readonly truncated: boolean;

  @ApiProperty({ description: 'Milliseconds from the request to its answer, inside the server.' })
  readonly ms: number;

  @ApiProperty()
  readonly dryRun: boolean;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Statements in all; null unless you are an owner.' })
  readonly statementCount: number | null;

  @ApiProperty({
    type: [TriedStatementAnswer],
    nullable: true,
    description: 'The first hundred statements; null unless you are an owner.',
  })
  readonly statements: readonly TriedStatementAnswer[] | null;
}
