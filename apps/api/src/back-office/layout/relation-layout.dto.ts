import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsString,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';

const COORDINATE_MAX = 1_000_000;
/** Most nodes of one picture. */
export const NODES_MAX = 1000;

/** `?picture=` */
export class PictureQueryDto {
  @ApiPropertyOptional({
    default: '',
    maxLength: 255,
    description: 'Which picture: the table in its middle, or any other name.',
  })
  @MaxLength(255)
  @IsString()
  readonly picture: string = '';
}

/** Where a table lies in the picture. */
export class LayoutNode {
  @ApiProperty({ description: 'The name of the table.', maxLength: 255 })
  @MaxLength(255)
  @MinLength(1)
  @IsString()
  readonly id: string;

  @ApiProperty({ type: 'integer', minimum: -COORDINATE_MAX, maximum: COORDINATE_MAX, description: 'Whole pixels.' })
  @Max(COORDINATE_MAX)
  @Min(-COORDINATE_MAX)
  @IsInt()
  readonly x: number;

  @ApiProperty({ type: 'integer', minimum: -COORDINATE_MAX, maximum: COORDINATE_MAX, description: 'Whole pixels.' })
  @Max(COORDINATE_MAX)
  @Min(-COORDINATE_MAX)
  @IsInt()
  readonly y: number;
}

/** The positions of a picture. */
export class LayoutDto {
  @ApiProperty({ type: [LayoutNode], maxItems: NODES_MAX })
  @Type(() => LayoutNode)
  @ValidateNested({ each: true })
  @ArrayMaxSize(NODES_MAX)
  @IsArray()
  readonly nodes: readonly LayoutNode[];
}

/** The stored positions of a picture. */
export class LayoutAnswer {
  @ApiProperty()
  readonly picture: string;

  @ApiProperty({ type: [LayoutNode], description: 'Empty when nothing was stored.' })
  readonly nodes: readonly LayoutNode[];

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly updatedAt: Date | null;
}
