import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsString } from 'class-validator';
import { Omittable } from './omittable.js';

/** Scopes of a key or a client. */
export const SCOPES_MAX = 1000;

/** A property that is a list of at most `max` texts; with `required: false` it may be left out. */
export function TextList(max: number, documented: Omit<ApiPropertyOptions, 'type'>): PropertyDecorator {
  return applyDecorators(
    IsArray(),
    IsString({ each: true }),
    ArrayMaxSize(max),
    ...(documented.required === false ? [Omittable()] : []),
    ApiProperty({ type: [String], ...documented } as ApiPropertyOptions),
  );
}
