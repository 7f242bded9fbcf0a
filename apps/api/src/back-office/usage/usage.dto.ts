import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601 } from 'class-validator';
import { Omittable } from '../access/omittable.js';
import { USAGE_METHODS, type UsageMethod } from './usage-sample.js';

/** `?from=&to=` */
export class UsageQueryDto {
  @ApiPropertyOptional({ format: 'date-time', description: 'Default: an hour before `to`; at most six hours ago.' })
  @Omittable()
  @IsISO8601({ strict: true })
  readonly from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Default: now.' })
  @Omittable()
  @IsISO8601({ strict: true })
  readonly to?: string;
}

/** How requests ended. */
export class OutcomesAnswer {
  @ApiProperty({ type: 'integer' })
  readonly requests: number;

  @ApiProperty({ type: 'integer', description: '2xx and 3xx.' })
  readonly ok: number;

  @ApiProperty({ type: 'integer', description: '4xx.' })
  readonly clientErrors: number;

  @ApiProperty({ type: 'integer', description: '5xx.' })
  readonly serverErrors: number;

  @ApiProperty({ type: 'integer', description: 'The client went away before the answer.' })
  readonly abandoned: number;
}

/** How requests ended, and how long they took. */
export class LoadAnswer extends OutcomesAnswer {
  @ApiProperty({ type: Number, nullable: true, description: 'Milliseconds; half of the requests were quicker.' })
  readonly p50: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Milliseconds.' })
  readonly p95: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Milliseconds.' })
  readonly p99: number | null;
}

/** All requests of one interval. */
export class UsagePoint extends LoadAnswer {
  @ApiProperty({ type: String, format: 'date-time', description: 'When the interval begins.' })
  readonly at: Date;
}

/** All requests of the whole time. */
export class UsageTotals extends LoadAnswer {
  @ApiProperty()
  readonly requestsPerSecond: number;
}

/** Requests with one method. */
export class MethodUsageAnswer extends OutcomesAnswer {
  @ApiProperty({ enum: USAGE_METHODS })
  readonly method: UsageMethod;
}

/** Requests to one endpoint. */
export class EndpointUsageAnswer extends LoadAnswer {
  @ApiProperty({ description: '`(unknown)`: no endpoint has that name; `(others)`: too many to be counted apart.' })
  readonly alias: string;

  @ApiProperty({ type: [MethodUsageAnswer] })
  readonly methods: readonly MethodUsageAnswer[];
}

/** How often an endpoint answered with an error. */
export class ErrorUsageAnswer {
  @ApiProperty({ description: 'The code; where the answer has none, its status.', example: '1306' })
  readonly code: string;

  @ApiProperty()
  readonly alias: string;

  @ApiProperty({ type: 'integer', description: 'Requests, each counted once per code.' })
  readonly count: number;

  @ApiProperty({ type: String, format: 'date-time', description: 'The minute of the last one.' })
  readonly lastAt: Date;
}

/** A statement that took long. */
export class SlowStatementAnswer {
  @ApiProperty({ description: 'Without values; lists and limits of any size are one text.' })
  readonly sql: string;

  @ApiProperty({ type: 'integer', description: 'Slow runs only.' })
  readonly count: number;

  @ApiProperty({ description: 'Milliseconds of the slow runs, on average.' })
  readonly averageMs: number;

  @ApiProperty({ description: 'Milliseconds.' })
  readonly maxMs: number;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly lastAt: Date;
}

/** What this instance answered in some time. */
export class UsageAnswer {
  @ApiProperty({ type: String, format: 'date-time' })
  readonly from: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly to: Date;

  @ApiProperty({ type: String, format: 'date-time', description: 'When this instance began to count.' })
  readonly startedAt: Date;

  @ApiProperty({ type: 'integer', description: 'Seconds of each interval in `series`.' })
  readonly stepSeconds: number;

  @ApiProperty({ type: [UsagePoint], description: 'Intervals in order, also the empty ones.' })
  readonly series: readonly UsagePoint[];

  @ApiProperty({ type: UsageTotals })
  readonly totals: UsageTotals;

  @ApiProperty({ type: [EndpointUsageAnswer], description: 'By whole minutes; the busiest first.' })
  readonly endpoints: readonly EndpointUsageAnswer[];

  @ApiProperty({ type: [ErrorUsageAnswer], description: 'By whole minutes; the most frequent first.' })
  readonly errors: readonly ErrorUsageAnswer[];

  @ApiProperty({
    type: [SlowStatementAnswer],
    nullable: true,
    description: 'The twenty slowest; null unless you are an owner.',
  })
  readonly slowStatements: readonly SlowStatementAnswer[] | null;

  @ApiProperty({ type: 'integer', description: 'Statements that took less milliseconds are not listed.' })
  readonly slowStatementMs: number;
}

/** What this instance is doing now. */
export class LiveUsageAnswer {
  @ApiProperty({ type: String, format: 'date-time' })
  readonly at: Date;

  @ApiProperty({ type: 'integer', description: 'Requests under way, those of the Back Office included.' })
  readonly inFlight: number;

  @ApiProperty({ type: UsageTotals, description: 'The last ten to twenty seconds.' })
  readonly now: UsageTotals;

  @ApiProperty({ type: [UsagePoint], description: 'The last five minutes in steps of ten seconds.' })
  readonly series: readonly UsagePoint[];

  @ApiProperty({ type: [EndpointUsageAnswer], description: 'This minute and the one before.' })
  readonly endpoints: readonly EndpointUsageAnswer[];

  @ApiProperty({ type: [ErrorUsageAnswer], description: 'This minute and the four before.' })
  readonly errors: readonly ErrorUsageAnswer[];
}
