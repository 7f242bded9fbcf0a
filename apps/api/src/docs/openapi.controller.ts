import { CurrentCaller } from '@dx/auth';
import { type Caller, CodedException, contractErrors } from '@dx/kernel';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { OpenApiDocuments, type DocumentQuery, type UsableEndpoint } from './openapi.documents.js';
import { readServerUrl } from './read-server-url.js';
import { sendTagged } from './send-tagged.js';

/** The live document of what the caller may use, whole (`/openapi.json`) or of one endpoint (`?alias=`). */
@Controller()
@ApiExcludeController()
export class OpenApiController {
  constructor(private readonly documents: OpenApiDocuments) {}

  @Get('openapi/endpoints')
  endpoints(@CurrentCaller() caller: Caller): { data: readonly UsableEndpoint[]; admin: boolean } {
    return { data: this.documents.usable(caller), admin: caller.role !== null };
  }

  @Get('openapi.json')
  json(@CurrentCaller() caller: Caller, @Query() query: Query, @Req() request: ApiRequest, @Res() reply: ApiReply) {
    this.answer({ ...ofQuery(query), caller, format: 'json', serverUrl: readServerUrl(request) }, request, reply);
  }

  @Get('openapi.yaml')
  yaml(@CurrentCaller() caller: Caller, @Query() query: Query, @Req() request: ApiRequest, @Res() reply: ApiReply) {
    this.answer({ ...ofQuery(query), caller, format: 'yaml', serverUrl: readServerUrl(request) }, request, reply);
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
