import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** A request to `POST /token`; as JSON or as a form. */
export class TokenRequest {
  @ApiProperty({
    enum: ['password', 'refresh_token', 'client_credentials', 'authorization_code'],
    description: 'Which proof is given. `grantType` is understood as well.',
  })
  readonly grant_type: string;

  @ApiPropertyOptional({ description: '`password`: e-mail of a back-office user.', example: 'admin@example.com' })
  readonly username?: string;

  @ApiPropertyOptional({ description: '`password`: the password.', format: 'password' })
  readonly password?: string;

  @ApiPropertyOptional({ description: '`refresh_token`: the newest refresh token of the family; each works once.' })
  readonly refresh_token?: string;

  @ApiPropertyOptional({ description: '`authorization_code`: the code, within 60 seconds, once.' })
  readonly code?: string;

  @ApiPropertyOptional({ description: '`authorization_code`: the address to which the code was sent.' })
  readonly redirect_uri?: string;

  @ApiPropertyOptional({ description: '`authorization_code`: what the S256 code challenge was made of.' })
  readonly code_verifier?: string;

  @ApiPropertyOptional({
    description: 'Client id; not needed for `password` and `refresh_token` of the built-in client. Also as HTTP Basic.',
  })
  readonly client_id?: string;

  @ApiPropertyOptional({ description: 'Secret of a confidential client. Also as HTTP Basic.', format: 'password' })
  readonly client_secret?: string;

  @ApiPropertyOptional({
    description:
      'Narrows the token: `*`, `alias:verb` (verbs read, create, update, replace, delete, `*`), `user`, `back-office-user`.',
    example: 'countries:read tax-rates:*',
  })
  readonly scope?: string;
}

/** A token, as answered with 201 to the password grant and with 200 to the others. */
export class TokenAnswer {
  @ApiProperty({ enum: ['Bearer'] })
  readonly token_type: string;

  @ApiProperty({ description: 'Seconds.', example: 28800 })
  readonly expires_in: number;

  @ApiProperty({ description: 'A JWT for `Authorization: Bearer`.' })
  readonly access_token: string;

  @ApiPropertyOptional({ description: 'Not for `client_credentials`.' })
  readonly refresh_token?: string;

  @ApiPropertyOptional({ description: 'Scopes of the token; not for `password`.' })
  readonly scope?: string;
}

/** RFC 6749's error object. */
export class OAuthErrorAnswer {
  @ApiProperty({ example: 'invalid_grant' })
  readonly error: string;

  @ApiProperty()
  readonly error_description: string;
}

/** A request to `POST /token/revoke`; as JSON or as a form. */
export class RevocationRequest {
  @ApiProperty({ description: 'A refresh token or an access token.' })
  readonly token: string;

  @ApiPropertyOptional({ enum: ['refresh_token', 'access_token'], description: 'Not needed.' })
  readonly token_type_hint?: string;

  @ApiPropertyOptional({ description: 'Whose token it is; the built-in client when not given.' })
  readonly client_id?: string;

  @ApiPropertyOptional({ format: 'password' })
  readonly client_secret?: string;
}

/** What an application asks a user for. */
export class AuthorizationRequest {
  @ApiProperty({ enum: ['code'] })
  readonly response_type: string;

  @ApiProperty()
  readonly client_id: string;

  @ApiPropertyOptional({ description: 'One of the registered addresses, exactly; the first one when not given.' })
  readonly redirect_uri?: string;

  @ApiPropertyOptional({ description: 'Blank-separated; the scopes of the client when not given.' })
  readonly scope?: string;

  @ApiPropertyOptional({ description: 'Handed back unchanged.' })
  readonly state?: string;

  @ApiProperty({ description: 'BASE64URL(SHA-256(code_verifier)), 43 characters.' })
  readonly code_challenge: string;

  @ApiProperty({ enum: ['S256'] })
  readonly code_challenge_method: string;
}

/** The user's decision. */
export class AuthorizationDecision extends AuthorizationRequest {
  @ApiProperty({ enum: ['true', 'false'], description: '`true` agrees, `false` refuses.' })
  readonly allowed: string;
}

class NamedClient {
  @ApiProperty()
  readonly client_id: string;

  @ApiProperty()
  readonly name: string;
}

/** What to show to the user before the decision. */
export class ConsentAnswer {
  @ApiProperty({ type: NamedClient })
  readonly client: NamedClient;

  @ApiProperty()
  readonly redirect_uri: string;

  @ApiProperty({ type: [String], description: 'What the tokens will carry; the role of the user limits them further.' })
  readonly scopes: readonly string[];

  @ApiProperty({ type: String, nullable: true })
  readonly state: string | null;
}

/** Where the browser has to go with the decision. */
export class RedirectAnswer {
  @ApiProperty({ example: 'https://app.example/callback?code=…&state=…&iss=…' })
  readonly redirect_to: string;
}

/** One entry of the error array. */
export class ErrorEntry {
  @ApiProperty({ example: 400 })
  readonly status: number;

  @ApiProperty({ type: String, nullable: true, example: 'invalid_grant' })
  readonly code: string | null;

  @ApiProperty({ example: 'The user credentials were incorrect.' })
  readonly message: string;
}
