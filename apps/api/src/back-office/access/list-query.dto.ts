import type { ListQuery } from '@dx/auth';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { Omittable } from './omittable.js';

const toNumber = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;

/** `?search=&limit=&offset=` */
export class ListQueryDto implements ListQuery {
  @ApiPropertyOptional({ description: 'Part of a name; case does not matter.', maxLength: 255 })
  @Omittable()
  @IsString()
  @MaxLength(255)
  readonly search?: string;

  @ApiPropertyOptional({ type: 'integer', default: 50, minimum: 1, maximum: 500 })
  @Transform(toNumber)
  @IsInt()
  @Min(1)
  @Max(500)
  readonly limit: number = 50;

  @ApiPropertyOptional({ type: 'integer', default: 0, minimum: 0 })
  @Transform(toNumber)
  @IsInt()
  @Min(0)
  readonly offset: number = 0;
}
