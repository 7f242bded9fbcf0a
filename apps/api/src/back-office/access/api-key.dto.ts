import type { ApiKey } from '@dx/auth';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsString, Length, Max, Min } from 'class-validator';
import { Instant, OptionalInstant } from './instant.js';
import { Omittable } from './omittable.js';
import { SCOPES_MAX, TextList } from './text-list.js';

const SCOPES_HINT =
  '`*` (everything) or `alias:verb`: alias may be `*`; verb is read, create, update, replace, delete or `*`.';
const EXPIRY_HINT = 'ISO 8601, in the future; null: never.';
const ROTATION_OVERLAP_DAYS_MAX = 30;
const DAY_SECONDS = 24 * 3600;

/** A new API key. */
export class CreateApiKeyDto {
  @ApiProperty({ maxLength: 100, description: 'Unique; starts with a letter.', example: 'erp-import' })
  @Length(1, 100)
  @IsString()
  readonly name: string;

  @TextList(SCOPES_MAX, { description: SCOPES_HINT, example: ['countries:read', 'tax-rates:*'] })
  readonly scopes: readonly string[];

  @OptionalInstant(`${EXPIRY_HINT} Left out: in 90 days.`)
  readonly expiresAt?: string | null;
}

/** Changes of an API key; what is left out stays. */
export class UpdateApiKeyDto {
  @ApiPropertyOptional({ maxLength: 100 })
  @Omittable()
  @Length(1, 100)
  @IsString()
  readonly name?: string;

  @TextList(SCOPES_MAX, { description: SCOPES_HINT, required: false })
  readonly scopes?: readonly string[];

  @OptionalInstant(EXPIRY_HINT)
  readonly expiresAt?: string | null;
}

/** How a key is changed over to its successor. */
export class RotateApiKeyDto {
  @ApiPropertyOptional({
    type: 'integer',
    default: 0,
    minimum: 0,
    maximum: ROTATION_OVERLAP_DAYS_MAX * DAY_SECONDS,
    description: 'For so long the old key stays good beside the new one.',
  })
  @Min(0)
  @Max(ROTATION_OVERLAP_DAYS_MAX * DAY_SECONDS)
  @IsInt()
  readonly overlapSeconds: number = 0;
}

/** An API key, without the key itself. */
export class ApiKeyAnswer implements ApiKey {
  @ApiProperty({ format: 'uuid' })
  readonly id: string;

  @ApiProperty()
  readonly name: string;

  @ApiProperty({ description: 'How the key begins.', example: 'dx_4fK2mQ9z' })
  readonly prefix: string;

  @ApiProperty({ type: [String] })
  readonly scopes: readonly string[];

  @ApiProperty({ description: 'Who made it.' })
  readonly createdBy: string;

  @Instant()
  readonly createdAt: Date;

  @Instant()
  readonly updatedAt: Date;

  @Instant({ nullable: true })
  readonly expiresAt: Date | null;

  @Instant({ nullable: true, description: 'To about a minute.' })
  readonly lastUsedAt: Date | null;

  @Instant({ nullable: true })
  readonly revokedAt: Date | null;

  @Instant({ nullable: true, description: 'Until then the key before the last rotation is good.' })
  readonly previousExpiresAt: Date | null;
}

/** An API key that was just made, with its text. */
export class IssuedApiKeyAnswer extends ApiKeyAnswer {
  @ApiProperty({ description: 'The key. It is shown this once and cannot be read again.', example: 'dx_…' })
  readonly key: string;
}

/** A page of API keys. */
export class ApiKeyPage {
  @ApiProperty({ type: [ApiKeyAnswer] })
  readonly data: readonly ApiKeyAnswer[];

  @ApiProperty({ description: 'Entries of the whole list.' })
  readonly total: number;
}
