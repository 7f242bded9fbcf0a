import { randomBytes } from 'node:crypto';
import { Public } from '@dx/auth';
import { CodedException, contractErrors } from '@dx/kernel';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { ApiReply, ApiRequest } from '../../http/api-request.js';
import { pagePolicy } from './page-policy.js';
import { WebFiles } from './web.files.js';

/** What the build leaves in the page where the nonce belongs. */
const NONCE_PLACEHOLDER = /__CSP_NONCE__/g;
const NONCE_BYTES = 16;
const HTML = 'text/html; charset=utf-8';
const FOR_EVER = 'public, max-age=31536000, immutable';
const NOT_BUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Back Office</title>
<h1>The Back Office was not built</h1>
<p>The API works; only these pages are missing. On the machine of the server, in its folder, run
<code>node scripts/build-back-office.mjs</code>, do what it says, and load this page again.</p>
</html>
`;

/**
 * The Back Office under `/admin`. Every path there is a screen of the application, so all of them answer the one page;
 * the page knows nothing of the installation until somebody logs in.
 */
@Controller('admin')
@Public()
@ApiExcludeController()
export class WebController {
  constructor(private readonly files: WebFiles) {}

  @Get()
  start(@Res() reply: ApiReply): Promise<void> {
    return this.sendPage(reply);
  }

  @Get('assets/:file')
  async asset(@Param('file') name: string, @Req() request: ApiRequest, @Res() reply: ApiReply): Promise<void> {
    const file = await this.files.asset(name);
    if (file === null) throw new CodedException(contractErrors.notFound());
    const gzipped = file.gzipped !== null && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    if (gzipped) reply.header('content-encoding', 'gzip');
    reply.header('vary', 'Accept-Encoding').header('cache-control', FOR_EVER).header('content-type', file.type);
    reply.send(gzipped ? file.gzipped : file.bytes);
  }

  @Get('*')
  screen(@Res() reply: ApiReply): Promise<void> {
    return this.sendPage(reply);
  }

  private async sendPage(reply: ApiReply): Promise<void> {
    const page = await this.files.index();
    const nonce = randomBytes(NONCE_BYTES).toString('base64');
    reply.header('content-security-policy', pagePolicy(nonce)).header('cache-control', 'no-cache');
    reply.header('content-type', HTML).code(page === null ? 503 : 200);
    reply.send(Buffer.from(page === null ? NOT_BUILT : page.replace(NONCE_PLACEHOLDER, () => nonce)));
  }
}
