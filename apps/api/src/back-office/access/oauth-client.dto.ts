import { CLIENT_GRANTS, type ClientGrant, type OAuthClient } from '@dx/auth';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsISO8601, IsString, Length, ValidateIf } from 'class-validator';
import { Omittable } from './omittable.js';

const SCOPES_HINT =
  'What its tokens may do at most: `*`, `alias:verb`; for users who consent also `user` and `back-office-user`.';

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

  @ApiProperty({ type: [String], description: SCOPES_HINT })
  @ArrayMaxSize(1000)
  @IsString({ each: true })
  @IsArray()
  readonly scopes: readonly string[];

  @ApiPropertyOptional({
    type: [String],
    default: [],
    description: 'Compared exactly. https, http on the own machine, or a private scheme.',
  })
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @IsArray()
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

  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true, description: 'null or left out: never.' })
  @ValidateIf((_object, value) => value !== undefined && value !== null)
  @IsISO8601({ strict: true })
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

  @ApiPropertyOptional({ type: [String], description: SCOPES_HINT })
  @Omittable()
  @ArrayMaxSize(1000)
  @IsString({ each: true })
  @IsArray()
  readonly scopes?: readonly string[];

  @ApiPropertyOptional({ type: [String] })
  @Omittable()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @IsArray()
  readonly redirectUris?: readonly string[];

  @ApiPropertyOptional()
  @Omittable()
  @IsBoolean()
  readonly passwordGrant?: boolean;

  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true })
  @ValidateIf((_object, value) => value !== undefined && value !== null)
  @IsISO8601({ strict: true })
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

  @ApiProperty({ type: String, format: 'date-time' })
  readonly createdAt: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly updatedAt: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
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
