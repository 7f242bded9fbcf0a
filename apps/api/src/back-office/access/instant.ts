import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601, ValidateIf } from 'class-validator';

/** How an instant is documented. */
interface Documented {
  readonly nullable?: boolean;
  readonly description?: string;
}

/** A property of an answer that is an instant. */
export function Instant(documented: Documented = {}): PropertyDecorator {
  return ApiProperty({ type: String, format: 'date-time', ...documented });
}

/** A property of a body that is an instant in ISO 8601, null, or left out. */
export function OptionalInstant(description?: string): PropertyDecorator {
  return applyDecorators(
    IsISO8601({ strict: true }),
    ValidateIf((_object, value) => value !== undefined && value !== null),
    ApiPropertyOptional({
      type: String,
      format: 'date-time',
      nullable: true,
      ...(description === undefined ? {} : { description }),
    }),
  );
}
