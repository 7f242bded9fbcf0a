import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiResponse } from '@nestjs/swagger';

/** One entry of the error array. */
export class AdminErrorEntry {
  @ApiProperty({ example: 400 })
  readonly status: number;

  @ApiProperty({ type: String, nullable: true, example: '1920' })
  readonly code: string | null;

  @ApiProperty({ example: '`name`: It must be a string.' })
  readonly message: string;

  @ApiPropertyOptional({ description: 'Where in the request, for violations.', example: 'name' })
  readonly path?: string;
}

const DESCRIPTIONS: Readonly<Record<number, string>> = {
  400: '`1920`, one entry per violation.',
  401: '`001`: the token is not (or no longer) good; `1932`: the session has ended.',
  403: 'No credentials, or a role that does not reach so far; `1931`: a session without its CSRF token.',
  404: '`007`: there is no such entry.',
  409: '`1922`: the name is taken; `1923`: it contradicts the stored state.',
  429: '`1930`: too many; see `Retry-After`.',
};

/** Documents the errors of an admin route; 401 and 403 are always there. */
export function DocumentErrors(...statuses: readonly (400 | 404 | 409 | 429)[]): MethodDecorator & ClassDecorator {
  const all = [...new Set([401, 403, ...statuses])];
  return applyDecorators(
    ...all.map((status) =>
      ApiResponse({ status, type: [AdminErrorEntry], description: DESCRIPTIONS[status] as string }),
    ),
  );
}
