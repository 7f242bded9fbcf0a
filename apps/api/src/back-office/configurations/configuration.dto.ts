import {
  type ConfigurationViolation,
  DRIFT_RULES,
  type EntityConfiguration,
  type ImportProblem,
  type ImportResult,
  type RevisionAction,
} from '@dx/entity-configuration';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { ListQueryDto } from '../access/list-query.dto.js';
import { Omittable } from '../access/omittable.js';
import { ConfigurationBody } from './configuration-body.dto.js';
import { toFlag } from './to-flag.js';

const toNumber = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;

/** `?search=&tableName=&isActive=&limit=&offset=` */
export class ConfigurationsQueryDto extends ListQueryDto {
  @ApiPropertyOptional({ description: 'Only configurations of this table.', maxLength: 255 })
  @Omittable()
  @IsString()
  @MaxLength(255)
  readonly tableName?: string;

  @ApiPropertyOptional({ type: Boolean })
  @Omittable()
  @Transform(toFlag)
  @IsBoolean()
  readonly isActive?: boolean;
}

/** `?id=` */
export class CheckQueryDto {
  @ApiPropertyOptional({ type: 'integer', description: 'Check as a change of this configuration.' })
  @Omittable()
  @Transform(toNumber)
  @IsInt()
  readonly id?: number;
}

/** `?update=&dryRun=` */
export class ImportQueryDto {
  @ApiPropertyOptional({ type: Boolean, default: false, description: 'Overwrite what is stored under the same alias.' })
  @Transform(toFlag)
  @IsBoolean()
  readonly update: boolean = false;

  @ApiPropertyOptional({ type: Boolean, default: false, description: 'Do everything, then undo it.' })
  @Transform(toFlag)
  @IsBoolean()
  readonly dryRun: boolean = false;
}

/** `?limit=` */
export class HistoryQueryDto {
  @ApiPropertyOptional({ type: 'integer', default: 50, minimum: 1, maximum: 500 })
  @Transform(toNumber)
  @IsInt()
  @Min(1)
  @Max(500)
  readonly limit: number = 50;
}

/** Something wrong or odd at one place of a configuration. */
export class ViolationAnswer implements ConfigurationViolation {
  @ApiProperty({ enum: ['error', 'warning'], description: 'An error keeps the endpoint from being served.' })
  readonly severity: 'error' | 'warning';

  @ApiProperty({ type: String, description: 'For programs.', example: [...DRIFT_RULES][0] })
  readonly rule: ConfigurationViolation['rule'];

  @ApiProperty({ example: 'definition.fields[3].fieldName' })
  readonly path: string;

  @ApiProperty()
  readonly message: string;
}

/** A stored configuration. */
export class ConfigurationAnswer extends ConfigurationBody {
  @ApiProperty({ type: 'integer' })
  readonly id: number;

  @ApiProperty({ description: 'The stored version; also the ETag.' })
  readonly revision: string;

  @ApiProperty({ description: 'Whether clients can use it at this moment.' })
  readonly served: boolean;

  @ApiProperty({ type: [ViolationAnswer] })
  readonly problems: readonly ConfigurationViolation[];

  @ApiProperty({ type: String, nullable: true })
  readonly createdAt: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly updatedAt: string | null;
}

/** A page of configurations. */
export class ConfigurationPage {
  @ApiProperty({ type: [ConfigurationAnswer] })
  readonly data: readonly ConfigurationAnswer[];

  @ApiProperty({ type: 'integer', description: 'Entries of the whole list.' })
  readonly total: number;
}

/** What a check found. */
export class CheckAnswer {
  @ApiProperty({ description: 'Whether it could be saved.' })
  readonly valid: boolean;

  @ApiProperty({ type: [ViolationAnswer] })
  readonly violations: readonly ConfigurationViolation[];

  @ApiProperty({ type: ConfigurationBody, description: 'What would be stored.' })
  readonly configuration: EntityConfiguration;
}

/** Something odd about an entry of an imported list. */
export class ImportProblemAnswer extends ViolationAnswer implements ImportProblem {
  @ApiProperty({ type: String, nullable: true })
  readonly alias: string | null;
}

/** What an import did; aliases in the order of the list. */
export class ImportAnswer implements ImportResult {
  @ApiProperty({ type: [String] })
  readonly created: readonly string[];

  @ApiProperty({ type: [String] })
  readonly updated: readonly string[];

  @ApiProperty({ type: [String], description: 'Stored already, and the same.' })
  readonly unchanged: readonly string[];

  @ApiProperty({ type: [String], description: 'Stored already and different, or not usable.' })
  readonly skipped: readonly string[];

  @ApiProperty({ type: [ImportProblemAnswer] })
  readonly problems: readonly ImportProblem[];
}

/** One save of a configuration. */
export class RevisionAnswer {
  @ApiProperty({ type: 'integer' })
  readonly id: number;

  @ApiProperty({ enum: ['create', 'update', 'remove', 'import'] })
  readonly action: RevisionAction;

  @ApiProperty()
  readonly alias: string;

  @ApiProperty({ description: 'Who saved.' })
  readonly author: string;

  @ApiProperty()
  readonly savedAt: string;

  @ApiProperty({ type: ConfigurationBody, nullable: true })
  readonly before: EntityConfiguration | null;

  @ApiProperty({ type: ConfigurationBody, nullable: true })
  readonly after: EntityConfiguration | null;
}

/** The saves of a configuration. */
export class RevisionList {
  @ApiProperty({ type: [RevisionAnswer] })
  readonly data: readonly RevisionAnswer[];
}
