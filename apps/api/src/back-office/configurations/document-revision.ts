import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import { AdminErrorEntry } from '../access/documented-errors.js';

/** Documents that a change must name the stored version it is based on. */
export function DocumentRevision(): MethodDecorator {
  return applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'The ETag of the version that the change is based on; `revision` in the body does the same.',
    }),
    ApiResponse({
      status: 409,
      type: [AdminErrorEntry],
      description: '`1921`: somebody else saved in between; `1922`: the alias is taken.',
    }),
    ApiResponse({ status: 428, type: [AdminErrorEntry], description: '`1924`: no version was named.' }),
  );
}
