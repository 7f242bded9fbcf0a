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
  @MaxLength(255)
  @IsString()
  readonly search?: string;

  @ApiPropertyOptional({ type: 'integer', default: 50, minimum: 1, maximum: 500 })
  @Transform(toNumber)
  @Min(1)
  @Max(500)
  @IsInt()
  readonly limit: number = 50;

  @ApiPropertyOptional({ type: 'integer', default: 0, minimum: 0 })
  @Transform(toNumber)
  @Min(0)
  @IsInt()
  readonly offset: number = 0;
}
