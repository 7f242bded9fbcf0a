import { CLIENT_GRANTS, type ClientGrant, type OAuthClient } from '@dx/auth';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsArray, IsBoolean, IsIn, IsString, Length } from 'class-validator';
import { Instant, OptionalInstant } from './instant.js';
import { Omittable } from './omittable.js';
import { SCOPES_MAX, TextList } from './text-list.js';

const SCOPES_HINT =
  'What its tokens may do at most: `*`, `alias:verb`; for users who consent also `user` and `back-office-user`.';

const REDIRECT_URIS_MAX = 50;

/** A new OAuth client. */
export class CreateOAuthClientDto {
  @ApiProperty({ maxLength: 255, description: 'Unique; users see it when they consent.' })
  @Length(1, 255)
  @IsString()
  readonly name: string;

  @ApiProperty({ enum: CLIENT_GRANTS, isArray: true })
  @IsIn(CLIENT_GRANTS, { each: true })
  @IsArray()
  readonly grants: readonly ClientGrant[];

  @TextList(SCOPES_MAX, { description: SCOPES_HINT })
  readonly scopes: readonly string[];

  @TextList(REDIRECT_URIS_MAX, {
    default: [],
    description: 'Compared exactly. https, http on the own machine, or a private scheme.',
    required: false,
  })
  readonly redirectUris: readonly string[] = [];

  @ApiPropertyOptional({
    default: true,
    description: '`false`: a public client (browser or mobile app) without a secret.',
  })
  @IsBoolean()
  readonly confidential: boolean = true;

  @ApiPropertyOptional({
    default: false,
    description: 'Lets it ask for users’ passwords; only for first-party applications.',
  })
  @IsBoolean()
  readonly passwordGrant: boolean = false;

  @OptionalInstant('null or left out: never.')
  readonly expiresAt?: string | null;
}

/** Changes of an OAuth client; what is left out stays. */
export class UpdateOAuthClientDto {
  @ApiPropertyOptional({ maxLength: 255 })
  @Omittable()
  @Length(1, 255)
  @IsString()
  readonly name?: string;

  @ApiPropertyOptional({ enum: CLIENT_GRANTS, isArray: true })
  @Omittable()
  @IsIn(CLIENT_GRANTS, { each: true })
  @IsArray()
  readonly grants?: readonly ClientGrant[];

  @TextList(SCOPES_MAX, { description: SCOPES_HINT, required: false })
  readonly scopes?: readonly string[];

  @TextList(REDIRECT_URIS_MAX, { required: false })
  readonly redirectUris?: readonly string[];

  @ApiPropertyOptional()
  @Omittable()
  @IsBoolean()
  readonly passwordGrant?: boolean;

  @OptionalInstant()
  readonly expiresAt?: string | null;

  @ApiPropertyOptional({ description: '`false` ends every token of the client at once.' })
  @Omittable()
  @IsBoolean()
  readonly active?: boolean;
}

/** An OAuth client, without its secret. */
export class OAuthClientAnswer implements OAuthClient {
  @ApiProperty({ format: 'uuid' })
  readonly id: string;

  @ApiProperty({ description: 'What the application sends as `client_id`.', example: 'dxc_2Vd0…' })
  readonly clientId: string;

  @ApiProperty()
  readonly name: string;

  @ApiProperty({ description: 'Whether it has a secret.' })
  readonly confidential: boolean;

  @ApiProperty({ type: [String] })
  readonly grants: readonly string[];

  @ApiProperty({ type: [String] })
  readonly redirectUris: readonly string[];

  @ApiProperty({ type: [String] })
  readonly scopes: readonly string[];

  @ApiProperty()
  readonly passwordGrant: boolean;

  @ApiProperty()
  readonly active: boolean;

  @ApiProperty()
  readonly createdBy: string;

  @Instant()
  readonly createdAt: Date;

  @Instant()
  readonly updatedAt: Date;

  @Instant({ nullable: true })
  readonly expiresAt: Date | null;
}

/** An OAuth client that was just made, or whose secret was just changed. */
export class IssuedOAuthClientAnswer extends OAuthClientAnswer {
  @ApiProperty({ type: String, nullable: true, description: 'Shown this once; null for a public client.' })
  readonly clientSecret: string | null;
}

/** A page of OAuth clients. */
export class OAuthClientPage {
  @ApiProperty({ type: [OAuthClientAnswer] })
  readonly data: readonly OAuthClientAnswer[];

  @ApiProperty({ description: 'Entries of the whole list.' })
  readonly total: number;
}
