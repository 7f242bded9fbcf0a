import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ApiRequest } from '../../http/api-request.js';
import { readRevision } from './read-revision.js';

/** The stored version that a change is based on, see `readRevision`. */
export const BaseRevision = createParamDecorator((_: unknown, context: ExecutionContext): string | null =>
  readRevision(context.switchToHttp().getRequest<ApiRequest>()),
);
