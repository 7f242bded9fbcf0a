import { OAuthService, Public, type OAuthAnswer } from '@dx/auth';
import { CodedException, contractErrors } from '@dx/kernel';
import { Controller, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiExcludeEndpoint,
  ApiOperation,
  ApiResponse,
  ApiSecurity,
  ApiTags,
  getSchemaPath,
  ApiExtraModels,
} from '@nestjs/swagger';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { ReadBody } from '../http/body-policy.js';
import { ErrorEntry, OAuthErrorAnswer, RevocationRequest, TokenAnswer, TokenRequest } from './token.documentation.js';
import { TokenThrottlerGuard } from './token.throttler.guard.js';

const FORM_OR_JSON = ['application/json', 'application/x-www-form-urlencoded'] as const;

/** Issues and revokes tokens. */
@Controller('token')
@Public()
@ReadBody('form-or-json')
@UseGuards(TokenThrottlerGuard)
@ApiTags('Access')
@ApiExtraModels(ErrorEntry, OAuthErrorAnswer)
export class TokenController {
  constructor(private readonly oauth: OAuthService) {}

  @Post()
  @ApiOperation({
    summary: 'Issues tokens.',
    description:
      'The password grant answers as the Data Exchange contract says (201; errors as an array). The other grants answer as RFC 6749 says (200; an error object).',
  })
  @ApiSecurity({})
  @ApiConsumes(...FORM_OR_JSON)
  @ApiBody({ type: TokenRequest })
  @ApiResponse({ status: 201, type: TokenAnswer, description: 'Tokens of the password grant.' })
  @ApiResponse({ status: 200, type: TokenAnswer, description: 'Tokens of the other grants.' })
  @ApiResponse({
    status: 400,
    description: 'Refused; the code is the OAuth error type.',
    schema: {
      oneOf: [{ type: 'array', items: { $ref: getSchemaPath(ErrorEntry) } }, { $ref: getSchemaPath(OAuthErrorAnswer) }],
    },
  })
  @ApiResponse({ status: 401, type: OAuthErrorAnswer, description: 'Client authentication by HTTP Basic failed.' })
  @ApiResponse({
    status: 429,
    type: [ErrorEntry],
    description: 'Too many requests or failed logins; see `Retry-After`.',
  })
  async issue(@Req() request: ApiRequest, @Res() reply: ApiReply): Promise<void> {
    // Also for the errors that are thrown: nothing of this route may be stored.
    reply.header('cache-control', 'no-store').header('pragma', 'no-cache');
    send(reply, await this.oauth.token(read(request)));
  }

  @Post('revoke')
  @ApiOperation({
    summary: 'Revokes a token (RFC 7009).',
    description:
      'The token and all tokens of the same login or consent end at once. An unknown token is answered with 200 as well.',
  })
  @ApiSecurity({})
  @ApiConsumes(...FORM_OR_JSON)
  @ApiBody({ type: RevocationRequest })
  @ApiResponse({ status: 200, description: 'Revoked, or never good.' })
  @ApiResponse({ status: 400, type: OAuthErrorAnswer })
  @ApiResponse({ status: 401, type: OAuthErrorAnswer, description: 'Client authentication failed.' })
  async revoke(@Req() request: ApiRequest, @Res() reply: ApiReply): Promise<void> {
    send(reply, await this.oauth.revoke(read(request)));
  }

  /** `/token/`, which the contract's documentation also writes. */
  @Post('*')
  @ApiExcludeEndpoint()
  async issueWithSlash(
    @Param('*') rest: string | undefined,
    @Req() request: ApiRequest,
    @Res() reply: ApiReply,
  ): Promise<void> {
    if (rest !== undefined && rest !== '') throw new CodedException(contractErrors.notFound());
    await this.issue(request, reply);
  }
}

function read({ body, headers, ip }: ApiRequest) {
  return { body, authorization: headers.authorization, ip };
}

function send(reply: ApiReply, { status, headers, body }: OAuthAnswer): void {
  void reply.code(status).headers(headers);
  if (body === null) void reply.send();
  else void reply.header('content-type', 'application/json').send(Buffer.from(JSON.stringify(body)));
}
