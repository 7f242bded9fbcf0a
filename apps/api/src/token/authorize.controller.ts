import { ConsentService, CurrentCaller, NO_STORE, RequireRole } from '@dx/auth';
import type { Caller } from '@dx/kernel';
import { Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { ReadBody } from '../http/body-policy.js';
import { AuthorizationDecision, ConsentAnswer, ErrorEntry, RedirectAnswer } from './token.documentation.js';

/**
 * The authorization endpoint for third-party applications (authorization code with PKCE). Login and consent page are the
 * Back Office's: it is signed in, shows what `GET` answers, posts the decision and sends the browser to `redirect_to`.
 */
@Controller('authorize')
@RequireRole('viewer')
@ReadBody('form-or-json')
@ApiTags('Access')
@ApiBearerAuth('bearer')
export class AuthorizeController {
  constructor(private readonly consents: ConsentService) {}

  @Get()
  @ApiOperation({
    summary: 'Describes what an application would get if the signed-in user agreed.',
    description:
      'Refused with an OAuth error code when agreeing could give nothing: `invalid_client`, `unauthorized_client`, `unsupported_response_type`, `invalid_scope`, `invalid_request`.',
  })
  @ApiQuery({ name: 'response_type', enum: ['code'] })
  @ApiQuery({ name: 'client_id' })
  @ApiQuery({ name: 'redirect_uri', required: false })
  @ApiQuery({ name: 'scope', required: false })
  @ApiQuery({ name: 'state', required: false })
  @ApiQuery({ name: 'code_challenge' })
  @ApiQuery({ name: 'code_challenge_method', enum: ['S256'] })
  @ApiResponse({ status: 200, type: ConsentAnswer })
  @ApiResponse({ status: 400, type: [ErrorEntry], description: 'The request must not be shown to the user.' })
  async describe(@Query() query: object, @Res({ passthrough: true }) reply: ApiReply): Promise<ConsentAnswer> {
    reply.headers(NO_STORE);
    return this.consents.describe(query);
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Records the decision of the signed-in user.' })
  @ApiConsumes('application/json', 'application/x-www-form-urlencoded')
  @ApiBody({ type: AuthorizationDecision })
  @ApiResponse({ status: 200, type: RedirectAnswer, description: 'With a code, or with `error` when it was refused.' })
  @ApiResponse({
    status: 400,
    type: [ErrorEntry],
    description: 'No registered client or address: nobody is redirected.',
  })
  async decide(
    @Req() request: ApiRequest,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<RedirectAnswer> {
    reply.headers(NO_STORE);
    return this.consents.decide(request.body, caller);
  }
}
