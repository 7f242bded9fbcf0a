import {
  OPERATORS,
  WEBHOOK_OPERATIONS,
  type Webhook,
  type WebhookCondition,
  type WebhookOperation,
} from '@dx/builtin-plugins';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsString,
  Length,
  Max,
  Min,
  Validate,
  ValidateNested,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { Omittable } from '../access/omittable.js';

/** Texts, numbers and flags. */
@ValidatorConstraint({ name: 'isScalar' })
class IsScalar implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return ['string', 'number', 'boolean'].includes(typeof value);
  }

  defaultMessage(): string {
    return 'value must be a text, a number, true or false';
  }
}

/** A condition on a field of the record. */
export class WebhookConditionDto implements WebhookCondition {
  @ApiProperty({ description: 'The name of a field.', example: 'price' })
  @Length(1, 255)
  @IsString()
  readonly field: string;

  @ApiProperty({ enum: OPERATORS })
  @IsIn(OPERATORS)
  readonly operator: WebhookCondition['operator'];

  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] })
  @Validate(IsScalar)
  readonly value: string | number | boolean;
}

/** Which changes a webhook is told of. */
class WebhookWishesDto {
  @ApiPropertyOptional({ type: [String], default: [], description: 'Endpoints that it is told of; empty: all.' })
  @Omittable()
  @ArrayMaxSize(1000)
  @IsString({ each: true })
  @IsArray()
  readonly endpoints?: readonly string[];

  @ApiPropertyOptional({ enum: WEBHOOK_OPERATIONS, isArray: true, default: [], description: 'Empty: all.' })
  @Omittable()
  @IsIn(WEBHOOK_OPERATIONS, { each: true })
  @IsArray()
  readonly operations?: readonly WebhookOperation[];

  @ApiPropertyOptional({
    type: [String],
    default: [],
    description: 'Updates are told only when one of these fields changed; empty: every update.',
  })
  @Omittable()
  @ArrayMaxSize(1000)
  @IsString({ each: true })
  @IsArray()
  readonly fields?: readonly string[];

  @ApiPropertyOptional({ type: [WebhookConditionDto], default: [], description: 'All must hold for the record.' })
  @Omittable()
  @ValidateNested({ each: true })
  @Type(() => WebhookConditionDto)
  @ArrayMaxSize(50)
  @IsArray()
  readonly conditions?: readonly WebhookConditionDto[];

  @ApiPropertyOptional({ default: true })
  @Omittable()
  @IsBoolean()
  readonly active?: boolean;
}

/** A new webhook. */
export class CreateWebhookDto extends WebhookWishesDto {
  @ApiProperty({ maxLength: 255 })
  @Length(1, 255)
  @IsString()
  readonly name: string;

  @ApiProperty({
    description: 'Where messages are posted to; its address must be public.',
    example: 'https://erp.example/hook',
  })
  @Length(1, 2000)
  @IsString()
  readonly url: string;
}

/** Changes of a webhook; what is left out stays. */
export class UpdateWebhookDto extends WebhookWishesDto {
  @ApiPropertyOptional({ maxLength: 255 })
  @Omittable()
  @Length(1, 255)
  @IsString()
  readonly name?: string;

  @ApiPropertyOptional({ example: 'https://erp.example/hook' })
  @Omittable()
  @Length(1, 2000)
  @IsString()
  readonly url?: string;
}

/** A webhook. */
export class WebhookAnswer implements Webhook {
  @ApiProperty()
  readonly id: string;

  @ApiProperty()
  readonly name: string;

  @ApiProperty()
  readonly url: string;

  @ApiProperty({ type: [String] })
  readonly endpoints: readonly string[];

  @ApiProperty({ enum: WEBHOOK_OPERATIONS, isArray: true })
  readonly operations: readonly WebhookOperation[];

  @ApiProperty({ type: [String] })
  readonly fields: readonly string[];

  @ApiProperty({ type: [WebhookConditionDto] })
  readonly conditions: readonly WebhookConditionDto[];

  @ApiProperty()
  readonly active: boolean;

  @ApiProperty({ nullable: true, type: String, description: 'Why the server switched it off.' })
  readonly disabledReason: string | null;

  @ApiProperty({ nullable: true, type: String, format: 'date-time', description: 'Since when every attempt failed.' })
  readonly failingSince: string | null;

  @ApiProperty({
    nullable: true,
    type: String,
    format: 'date-time',
    description: 'Until when messages are signed with the old secret too.',
  })
  readonly previousSecretUntil: string | null;

  @ApiProperty()
  readonly createdBy: string;

  @ApiProperty({ format: 'date-time' })
  readonly createdAt: string;

  @ApiProperty({ format: 'date-time' })
  readonly updatedAt: string;
}

/** All webhooks. */
export class WebhookList {
  @ApiProperty({ type: [WebhookAnswer] })
  readonly data: readonly WebhookAnswer[];
}

/** A webhook with its secret. */
export class IssuedWebhookAnswer extends WebhookAnswer {
  @ApiProperty({
    description: 'The key of the signatures (Standard Webhooks); shown in this answer only.',
    example: 'whsec_…',
  })
  readonly secret: string;
}

/** How a secret is replaced. */
export class RotateSecretDto {
  @ApiPropertyOptional({
    type: 'integer',
    default: 24,
    minimum: 0,
    maximum: 720,
    description: 'Hours for which messages are signed with both secrets.',
  })
  @Max(720)
  @Min(0)
  @IsInt()
  readonly overlapHours: number = 24;
}

/** Which given up messages are sent again. */
export class ReplayDto {
  @ApiPropertyOptional({ format: 'date-time', description: 'Only changes since then.' })
  @Omittable()
  @IsISO8601({ strict: true })
  readonly since?: string;
}

/** How many messages are sent again. */
export class ReplayAnswer {
  @ApiProperty({ type: 'integer' })
  readonly count: number;
}

/** What came of a test. */
export class TestAnswer {
  @ApiProperty({ description: 'Whether the receiver took it.' })
  readonly delivered: boolean;

  @ApiProperty({ nullable: true, type: 'integer', description: 'The HTTP status; null: no answer.' })
  readonly status: number | null;

  @ApiProperty({ type: 'integer' })
  readonly latencyMs: number;

  @ApiProperty({ nullable: true, type: String, description: 'The beginning of the answer.' })
  readonly response: string | null;

  @ApiProperty({ nullable: true, type: String })
  readonly error: string | null;
}

const toNumber = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;

/** `?limit=` */
export class LimitQuery {
  @ApiPropertyOptional({ type: 'integer', default: 50, minimum: 1, maximum: 500 })
  @Transform(toNumber)
  @Min(1)
  @Max(500)
  @IsInt()
  readonly limit: number = 50;
}
