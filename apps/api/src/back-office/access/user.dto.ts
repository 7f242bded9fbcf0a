import type { NewUser, User, UserChanges } from '@dx/auth';
import { ROLES, type Role } from '@dx/kernel';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsEmail, IsIn, IsString, Length, MaxLength } from 'class-validator';
import { Omittable } from './omittable.js';

const PASSWORD_HINT =
  'At least 15 characters, no rules on kinds of characters; common words, keyboard runs and parts of name or e-mail do not count.';

/** A new back-office user. */
export class CreateUserDto implements NewUser {
  @ApiProperty({ format: 'email', maxLength: 254, description: 'Kept in lower case.' })
  @MaxLength(254)
  @IsEmail()
  readonly email: string;

  @ApiProperty({ maxLength: 255 })
  @Length(1, 255)
  @IsString()
  readonly name: string;

  @ApiProperty({ enum: ROLES, description: 'owner: everything; editor: endpoints and data; viewer: reads.' })
  @IsIn(ROLES)
  readonly role: Role;

  @ApiProperty({ format: 'password', maxLength: 256, description: PASSWORD_HINT })
  @MaxLength(1024)
  @IsString()
  readonly password: string;
}

/** Changes of a user; what is left out stays. */
export class UpdateUserDto implements UserChanges {
  @ApiPropertyOptional({ format: 'email', maxLength: 254 })
  @Omittable()
  @MaxLength(254)
  @IsEmail()
  readonly email?: string;

  @ApiPropertyOptional({ maxLength: 255 })
  @Omittable()
  @Length(1, 255)
  @IsString()
  readonly name?: string;

  @ApiPropertyOptional({ enum: ROLES })
  @Omittable()
  @IsIn(ROLES)
  readonly role?: Role;

  @ApiPropertyOptional({ description: '`false` ends every token of the user at once.' })
  @Omittable()
  @IsBoolean()
  readonly active?: boolean;
}

/** A password set by an owner. */
export class SetPasswordDto {
  @ApiProperty({ format: 'password', maxLength: 256, description: PASSWORD_HINT })
  @MaxLength(1024)
  @IsString()
  readonly newPassword: string;
}

/** A change of one's own password. */
export class ChangePasswordDto extends SetPasswordDto {
  @ApiProperty({ format: 'password' })
  @MaxLength(1024)
  @IsString()
  readonly currentPassword: string;
}

/** A back-office user. */
export class UserAnswer implements User {
  @ApiProperty({ format: 'uuid' })
  readonly id: string;

  @ApiProperty({ format: 'email' })
  readonly email: string;

  @ApiProperty()
  readonly name: string;

  @ApiProperty({ enum: ROLES })
  readonly role: Role;

  @ApiProperty()
  readonly active: boolean;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly createdAt: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly updatedAt: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly lastLoginAt: Date | null;
}

/** A page of users. */
export class UserPage {
  @ApiProperty({ type: [UserAnswer] })
  readonly data: readonly UserAnswer[];

  @ApiProperty({ description: 'Entries of the whole list.' })
  readonly total: number;
}
