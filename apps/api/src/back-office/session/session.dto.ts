import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { UserAnswer } from '../access/user.dto.js';

/** E-mail and password of a back-office user. */
export class LoginDto {
  @ApiProperty({ format: 'email', maxLength: 254 })
  @MaxLength(254)
  @IsString()
  readonly email: string;

  @ApiProperty({ format: 'password', maxLength: 1024 })
  @MaxLength(1024)
  @IsString()
  readonly password: string;
}

/** Who is logged in with this browser. */
export class SessionAnswer {
  @ApiProperty({
    enum: ['open', 'none', 'ended'],
    description:
      '`open`: logged in; `none`: there is no session; `ended`: there was one (expired, logged out elsewhere, or the user was changed).',
  })
  readonly state: 'open' | 'none' | 'ended';

  @ApiProperty({ type: UserAnswer, nullable: true, description: 'Null unless the session is open.' })
  readonly user: UserAnswer | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'To be sent as `X-CSRF-Token` with every request other than GET. Null unless the session is open.',
  })
  readonly csrfToken: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the session ends however much it is used.',
  })
  readonly expiresAt: Date | null;

  @ApiProperty({ type: 'integer', description: 'The session ends earlier when nothing is asked for so many seconds.' })
  readonly idleSeconds: number;
}
