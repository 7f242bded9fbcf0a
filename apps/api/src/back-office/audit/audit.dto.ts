import type { AuditEntry } from '@dx/builtin-plugins';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsNumberString, IsString, Max, MaxLength, Min } from 'class-validator';
import { Omittable } from '../access/omittable.js';

const SOURCES = ['data', 'admin'] as const;
const toNumber = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;

/** Which entries of the audit log are wanted. */
export class AuditQueryDto {
  @ApiPropertyOptional({ enum: SOURCES, description: '`data`: records of endpoints; `admin`: the Back Office.' })
  @Omittable()
  @IsIn(SOURCES)
  readonly source?: (typeof SOURCES)[number];

  @ApiPropertyOptional({ description: 'An endpoint, or `configurations`, `users`, `api-keys` …' })
  @Omittable()
  @MaxLength(255)
  @IsString()
  readonly alias?: string;

  @ApiPropertyOptional({ description: 'The identifier of a record.' })
  @Omittable()
  @MaxLength(255)
  @IsString()
  readonly recordId?: string;

  @ApiPropertyOptional({ description: 'Name or id of who did it.' })
  @Omittable()
  @MaxLength(255)
  @IsString()
  readonly actor?: string;

  @ApiPropertyOptional({ example: 'update' })
  @Omittable()
  @MaxLength(64)
  @IsString()
  readonly operation?: string;

  @ApiPropertyOptional({ description: 'The `X-Request-Id` of the answer.' })
  @Omittable()
  @MaxLength(255)
  @IsString()
  readonly requestId?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Not earlier than this.' })
  @Omittable()
  @IsISO8601({ strict: true })
  readonly from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Earlier than this.' })
  @Omittable()
  @IsISO8601({ strict: true })
  readonly to?: string;

  @ApiPropertyOptional({ description: 'The `next` of the page before.' })
  @Omittable()
  @MaxLength(18)
  @IsNumberString({ no_symbols: true })
  readonly before?: string;

  @ApiPropertyOptional({ type: 'integer', default: 50, minimum: 1, maximum: 500 })
  @Transform(toNumber)
  @Min(1)
  @Max(500)
  @IsInt()
  readonly limit: number = 50;
}

/** A change of one field. */
export class FieldChangeAnswer {
  @ApiProperty()
  readonly field: string;

  @ApiProperty({ description: 'Any JSON; `***` for a secret; null for a new record.', nullable: true, type: Object })
  readonly before: unknown;

  @ApiProperty({
    description: 'Any JSON; `***` for a secret; null for a deleted record.',
    nullable: true,
    type: Object,
  })
  readonly after: unknown;
}

/** Who did it. */
export class ActorAnswer {
  @ApiProperty({ enum: ['user', 'client', 'api-key', 'system'] })
  readonly kind: AuditEntry['actor']['kind'];

  @ApiProperty()
  readonly id: string;

  @ApiProperty()
  readonly name: string;
}

/** One entry of the audit log. */
export class AuditEntryAnswer implements AuditEntry {
  @ApiProperty()
  readonly id: string;

  @ApiProperty({ format: 'date-time' })
  readonly at: string;

  @ApiProperty({ enum: SOURCES })
  readonly source: 'data' | 'admin';

  @ApiProperty({ example: 'update' })
  readonly operation: string;

  @ApiProperty({ example: 'countries' })
  readonly alias: string;

  @ApiProperty({ nullable: true, type: String })
  readonly table: string | null;

  @ApiProperty({ nullable: true, type: String })
  readonly recordId: string | null;

  @ApiProperty({ type: ActorAnswer })
  readonly actor: ActorAnswer;

  @ApiProperty()
  readonly requestId: string;

  @ApiProperty({ type: [FieldChangeAnswer] })
  readonly changes: readonly FieldChangeAnswer[];
}

/** A page of the audit log. */
export class AuditPage {
  @ApiProperty({ type: [AuditEntryAnswer] })
  readonly data: readonly AuditEntryAnswer[];

  @ApiProperty({
    nullable: true,
    type: String,
    description: 'Send it as `before` for the next page; null: that was all.',
  })
  readonly next: string | null;
}
