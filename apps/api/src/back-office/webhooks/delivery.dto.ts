import { DELIVERY_STATUSES, type Delivery, type DeliveryAttempt, type DeliveryStatus } from '@dx/builtin-plugins';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNumberString, IsString, MaxLength } from 'class-validator';
import { Omittable } from '../access/omittable.js';
import { LimitQuery } from './webhook.dto.js';

/** Which messages are wanted. */
export class DeliveriesQueryDto extends LimitQuery {
  @ApiPropertyOptional()
  @Omittable()
  @MaxLength(36)
  @IsString()
  readonly webhookId?: string;

  @ApiPropertyOptional({ enum: DELIVERY_STATUSES, description: '`dead`: given up.' })
  @Omittable()
  @IsIn(DELIVERY_STATUSES)
  readonly status?: DeliveryStatus;

  @ApiPropertyOptional({ description: 'An endpoint.' })
  @Omittable()
  @MaxLength(255)
  @IsString()
  readonly alias?: string;

  @ApiPropertyOptional({ description: 'The identifier of a record.' })
  @Omittable()
  @MaxLength(255)
  @IsString()
  readonly recordId?: string;

  @ApiPropertyOptional({ example: 'update' })
  @Omittable()
  @MaxLength(16)
  @IsString()
  readonly operation?: string;

  @ApiPropertyOptional({ description: 'The `next` of the page before.' })
  @Omittable()
  @MaxLength(18)
  @IsNumberString({ no_symbols: true })
  readonly before?: string;
}

/** A message to one webhook. */
export class DeliveryAnswer implements Delivery {
  @ApiProperty()
  readonly id: string;

  @ApiProperty({ description: 'The `webhook-id` of every attempt, and the id of the event.' })
  readonly messageId: string;

  @ApiProperty()
  readonly webhookId: string;

  @ApiProperty({ example: 'countries' })
  readonly alias: string;

  @ApiProperty()
  readonly recordId: string;

  @ApiProperty({ example: 'update' })
  readonly operation: string;

  @ApiProperty({ format: 'date-time', description: 'When the record was changed.' })
  readonly at: string;

  @ApiProperty()
  readonly requestId: string;

  @ApiProperty({ enum: DELIVERY_STATUSES })
  readonly status: DeliveryStatus;

  @ApiProperty({ type: 'integer', description: 'Attempts since it was put into the queue, the last time.' })
  readonly attempts: number;

  @ApiProperty({ nullable: true, type: String, format: 'date-time' })
  readonly nextAttemptAt: string | null;

  @ApiProperty({ nullable: true, type: String, format: 'date-time' })
  readonly finishedAt: string | null;
}

/** A page of the delivery log. */
export class DeliveryPage {
  @ApiProperty({ type: [DeliveryAnswer] })
  readonly data: readonly DeliveryAnswer[];

  @ApiProperty({
    nullable: true,
    type: String,
    description: 'Send it as `before` for the next page; null: that was all.',
  })
  readonly next: string | null;
}

/** One attempt. */
export class AttemptAnswer implements DeliveryAttempt {
  @ApiProperty({ type: 'integer' })
  readonly attempt: number;

  @ApiProperty({ format: 'date-time' })
  readonly at: string;

  @ApiProperty({ nullable: true, type: 'integer', description: 'The HTTP status; null: no answer.' })
  readonly status: number | null;

  @ApiProperty({ type: 'integer' })
  readonly latencyMs: number;

  @ApiProperty({ nullable: true, type: String, description: 'The beginning of the answer.' })
  readonly response: string | null;

  @ApiProperty({ nullable: true, type: String })
  readonly error: string | null;
}

/** A message with its attempts. */
export class DeliveryDetailsAnswer extends DeliveryAnswer {
  @ApiProperty({ type: [AttemptAnswer] })
  readonly log: readonly AttemptAnswer[];

  @ApiProperty({ description: 'The `data` of the event, as JSON text with the exact digits of its numbers.' })
  readonly data: string;
}
