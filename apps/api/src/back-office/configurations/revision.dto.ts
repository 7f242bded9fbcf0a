import type { Removal } from '@dx/entity-configuration';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { Omittable } from '../access/omittable.js';
import { ConfigurationAnswer } from './configuration.dto.js';

/** `?to=` */
export class RevertQueryDto {
  @ApiPropertyOptional({
    enum: ['before', 'after'],
    description:
      'Which state to go back to: the one before the save (undoes it) or the one after it. Default: `after`, and `before` for a removal.',
  })
  @Omittable()
  @IsIn(['before', 'after'])
  readonly to?: 'before' | 'after';
}

/** A relation by its names. */
export class RelationNameAnswer {
  @ApiProperty({ description: 'The endpoint that has the relation.' })
  readonly alias: string;

  @ApiProperty()
  readonly name: string;

  @ApiProperty({ description: 'The endpoint that it leads to.' })
  readonly childAlias: string;
}

/** What a removal took away beside the configuration itself. */
export class RemovedAnswer implements Removal {
  @ApiProperty({ type: [RelationNameAnswer], description: 'Relations of other endpoints that led to it.' })
  readonly droppedRelations: readonly RelationNameAnswer[];
}

/** A configuration that was brought back to an earlier state. */
export class RevertedAnswer extends ConfigurationAnswer {
  @ApiProperty({ description: 'True when it had been removed and was made again, under a new id.' })
  readonly recreated: boolean;

  @ApiProperty({
    type: [RelationNameAnswer],
    description: 'Relations of other endpoints that the removal had taken away and that lead here again.',
  })
  readonly restoredRelations: readonly RelationNameAnswer[];

  @ApiProperty({
    type: [RelationNameAnswer],
    description: 'Relations that were not brought back: the other endpoint is gone or has such a name already.',
  })
  readonly lostRelations: readonly RelationNameAnswer[];
}
