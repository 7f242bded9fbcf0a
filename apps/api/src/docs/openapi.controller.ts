import { ApiKeyService, buildApiKeyCaller, CurrentCaller, refuseScope } from '@dx/auth';
import { type Caller, CodedException, contractErrors } from '@dx/kernel';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { OpenApiDocuments, type DocumentQuery, type UsableEndpoint } from './openapi.documents.js';
import { readServerUrl } from './read-server-url.js';
import { sendTagged } from './send-tagged.js';

/**
 * The live document of what the caller may use, whole (`/openapi.json`) or of one endpoint (`?alias=`). Owners also see
 * it as one of the API keys does (`?apiKeyId=`).
 */
@Controller()
@ApiExcludeController()
export class OpenApiController {
  constructor(
    private readonly documents: OpenApiDocuments,
    private readonly keys: ApiKeyService,
  ) {}

  @Get('openapi/endpoints')
  async endpoints(
    @CurrentCaller() caller: Caller,
    @Query() query: Query,
  ): Promise<{ data: readonly UsableEndpoint[]; admin: boolean }> {
    const viewer = await this.viewerOf(caller, query);
    return { data: this.documents.usable(viewer), admin: viewer.role !== null };
  }

  @Get('openapi.json')
  json(@CurrentCaller() caller: Caller, @Query() query: Query, @Req() request: ApiRequest, @Res() reply: ApiReply) {
    return this.send(caller, query, 'json', request, reply);
  }

  @Get('openapi.yaml')
  yaml(@CurrentCaller() caller: Caller, @Query() query: Query, @Req() request: ApiRequest, @Res() reply: ApiReply) {
    return this.send(caller, query, 'yaml', request, reply);
  }

  private async send(
    caller: Caller,
    query: Query,
    format: DocumentQuery['format'],
    request: ApiRequest,
    reply: ApiReply,
  ): Promise<void> {
    const viewer = await this.viewerOf(caller, query);
    this.answer({ ...ofQuery(query), caller: viewer, format, serverUrl: readServerUrl(request) }, request, reply);
  }

  /** Whose document it is: the caller's own, or that of an API key, whose text is not needed. */
  private async viewerOf(caller: Caller, { apiKeyId }: Query): Promise<Caller> {
    if (apiKeyId === undefined) return caller;
    // Why: only owners may know of other keys.
    if (caller.role !== 'owner') throw refuseScope();
    return buildApiKeyCaller(await this.keys.get(String(apiKeyId)));
  }

  private answer(query: DocumentQuery, request: ApiRequest, reply: ApiReply): void {
    const found = this.documents.find(query);
    if (found === null) throw new CodedException(contractErrors.notFound());
    const type = query.format === 'json' ? 'application/json' : 'application/yaml';
    reply.header('vary', 'Authorization, X-Api-Key, Cookie');
    sendTagged(request, reply, { ...found, type, cacheControl: 'private, no-cache' });
  }
}

type Query = Readonly<Record<string, string | undefined>>;

function ofQuery(query: Query): Pick<DocumentQuery, 'alias' | 'part'> {
  return { alias: query['alias'] || undefined, part: query['part'] === 'admin' ? 'admin' : undefined };
}
