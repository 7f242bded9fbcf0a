import { Controller, Delete, Get, Patch, Post, Put, Req, Res } from '@nestjs/common';
import { CodedException, type JsonValue } from '@dx/kernel';
import { QueryEngine, type EngineAnswer, type WriteOptions } from '@dx/query-engine';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { ReadBody } from '../http/body-policy.js';
import { rawQueryOf } from '../http/parse-query.js';
import { HttpRequestContext } from './http-request-context.js';
import { sendAnswer, sendRefusedItems } from './send-answer.js';
import { Trials } from './trials.js';

/** The endpoints: whatever the active configurations say. The path's first part is the setting `ROUTE_PREFIX`. */
@Controller()
@ReadBody('contract')
export class DynamicEntityController {
  constructor(
    private readonly engine: QueryEngine,
    private readonly trials: Trials,
  ) {}

  @Get(':alias')
  async list(@Req() request: ApiRequest, @Res() reply: ApiReply): Promise<void> {
    const answer = await this.engineFor(request).list(
      new HttpRequestContext(request),
      aliasOf(request),
      rawQueryOf(request),
    );
    sendAnswer(reply, answer, 200);
  }

  @Get(':alias/:id')
  async get(@Req() request: ApiRequest, @Res() reply: ApiReply): Promise<void> {
    const { id } = request.params as { id: string };
    const answer = await this.engineFor(request).get(
      new HttpRequestContext(request),
      aliasOf(request),
      id,
      rawQueryOf(request),
    );
    sendAnswer(reply, answer, 200);
  }

  @Post(':alias')
  create(@Req() request: ApiRequest, @Res() reply: ApiReply): Promise<void> {
    return this.write(request, reply, 201, (context, options) =>
      this.engineFor(request).create(context, aliasOf(request), bodyOf(request), options),
    );
  }

  @Patch([':alias', ':alias/:id'])
  update(@Req() request: ApiRequest, @Res() reply: ApiReply): Promise<void> {
    return this.write(request, reply, 200, (context, options) =>
      this.engineFor(request).update(context, aliasOf(request), idOf(request), bodyOf(request), options),
    );
  }

  @Put([':alias', ':alias/:id'])
  replace(@Req() request: ApiRequest, @Res() reply: ApiReply): Promise<void> {
    return this.write(request, reply, 200, (context, options) =>
      this.engineFor(request).replace(context, aliasOf(request), idOf(request), bodyOf(request), options),
    );
  }

  @Delete([':alias', ':alias/:id'])
  remove(@Req() request: ApiRequest, @Res() reply: ApiReply): Promise<void> {
    return this.write(request, reply, 200, (context, options) =>
      this.engineFor(request).remove(context, aliasOf(request), idOf(request), rawQueryOf(request), options),
    );
  }

  private async write(
    request: ApiRequest,
    reply: ApiReply,
    success: 200 | 201,
    work: (context: HttpRequestContext, options: WriteOptions) => Promise<EngineAnswer>,
  ): Promise<void> {
    const options = { atomic: isTransactional(request), dryRun: this.trials.of(request.caller)?.dryRun ?? false };
    try {
      sendAnswer(reply, await work(new HttpRequestContext(request), options), success);
    } catch (error) {
      if (options.atomic || !(error instanceof CodedException) || !concernsItems(error)) throw error;
      sendRefusedItems(reply, error.errors);
    }
  }

  private engineFor({ caller }: ApiRequest): QueryEngine {
    return this.trials.of(caller)?.engine ?? this.engine;
  }
}

/** Only `false` and `0`, to the letter, ask for one transaction per item. */
function isTransactional(request: ApiRequest): boolean {
  const header = request.headers['x-is-transactional'];
  return header !== 'false' && header !== '0';
}

/**
 * Whether a refusal of a whole request is told in the per-item form. A body without data (1301), missing rights and
 * failures of the server are not: they come as the plain array in both modes.
 */
function concernsItems({ errors }: CodedException): boolean {
  return errors.every(({ status, code }) => status < 500 && status !== 401 && status !== 403 && code !== '1301');
}

const aliasOf = (request: ApiRequest): string => request.params['alias'] as string;
const idOf = (request: ApiRequest): string | null => request.params['id'] ?? null;
const bodyOf = (request: ApiRequest): JsonValue | undefined => request.body as JsonValue | undefined;
