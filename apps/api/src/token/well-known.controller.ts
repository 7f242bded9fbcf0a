import { AUTH_OPTIONS, CLIENT_GRANTS, Public, SigningKeys, toJwk, type AuthOptions } from '@dx/auth';
import { Controller, Get, Header, Inject, Req } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { readServerUrl } from '../docs/read-server-url.js';
import type { ApiRequest } from '../http/api-request.js';

const CACHE = 'public, max-age=60';

/** What OAuth clients and other resource servers may know of this one. */
@Controller('.well-known')
@Public()
@ApiTags('Access')
export class WellKnownController {
  constructor(
    private readonly keys: SigningKeys,
    @Inject(AUTH_OPTIONS) private readonly options: AuthOptions,
  ) {}

  @Get('oauth-authorization-server')
  @Header('cache-control', CACHE)
  @ApiSecurity({})
  @ApiOperation({
    summary: 'Metadata of the authorization server (RFC 8414).',
    description:
      'With `JWT_ISSUER` set to the public URL of the server, addresses begin with it; otherwise with the address of the request.',
  })
  @ApiResponse({ status: 200, description: 'The metadata.' })
  metadata(@Req() request: ApiRequest): object {
    const { jwtIssuer, strict } = this.options;
    const base = /^https?:/.test(jwtIssuer) ? jwtIssuer.replace(/\/$/, '') : readServerUrl(request).replace(/\/$/, '');
    return {
      issuer: jwtIssuer,
      authorization_endpoint: `${base}/authorize`,
      token_endpoint: `${base}/token`,
      revocation_endpoint: `${base}/token/revoke`,
      jwks_uri: `${base}/.well-known/jwks.json`,
      grant_types_supported: [...CLIENT_GRANTS, ...(strict ? [] : ['password'])],
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
      revocation_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
      authorization_response_iss_parameter_supported: true,
    };
  }

  @Get('jwks.json')
  @Header('cache-control', CACHE)
  @ApiSecurity({})
  @ApiOperation({ summary: 'The public keys of access tokens (RFC 7517).' })
  @ApiResponse({ status: 200, description: 'A JWK set.' })
  async keySet(): Promise<object> {
    return { keys: (await this.keys.published()).map(toJwk) };
  }
}
