import { Public } from '@dx/auth';
import { CodedException, contractErrors } from '@dx/kernel';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { sendTagged } from './send-tagged.js';
import { ShellFiles } from './shell.files.js';

/** Scripts and styles from here only, nothing inline; Swagger UI works with it. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The documentation page. It is empty until the visitor proves who asks: the documents themselves are guarded. */
@Controller('docs')
@Public()
@ApiExcludeController()
export class DocsShellController {
  constructor(private readonly files: ShellFiles) {}

  @Get()
  page(@Req() request: ApiRequest, @Res() reply: ApiReply): Promise<void> {
    return this.send('index.html', request, reply);
  }

  @Get(':file')
  file(@Param('file') name: string, @Req() request: ApiRequest, @Res() reply: ApiReply): Promise<void> {
    return this.send(name, request, reply);
  }

  private async send(name: string, request: ApiRequest, reply: ApiReply): Promise<void> {
    const file = await this.files.find(name);
    if (file === null) throw new CodedException(contractErrors.notFound());
    const gzipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    if (gzipped) reply.header('content-encoding', 'gzip');
    reply.header('vary', 'Accept-Encoding').header('content-security-policy', PAGE_POLICY);
    const tag = gzipped ? file.tag.replace(/"$/, '-gz"') : file.tag;
    const read = (): Buffer => (gzipped ? file.gzipped : file.bytes);
    sendTagged(request, reply, { tag, type: file.type, cacheControl: 'no-cache', read });
  }
}
