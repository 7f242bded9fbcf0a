import type {
  ChildRelation,
  EntityConfiguration,
  LeftOutColumn,
  SuggestedRelation,
  SuggestionReason,
  TableSuggestion,
} from '@dx/entity-configuration';
import { ApiProperty } from '@nestjs/swagger';
import { ConfigurationBody, RelationBody } from '../configurations/configuration-body.dto.js';

/** Why one value is suggested. */
export class SuggestionReasonAnswer implements SuggestionReason {
  @ApiProperty({ example: 'definition.fields[3].validation.isRequired' })
  readonly path: string;

  @ApiProperty({ example: 'Required: NOT NULL, no default.' })
  readonly reason: string;
}

/** A column that is not offered. */
export class LeftOutColumnAnswer implements LeftOutColumn {
  @ApiProperty()
  readonly column: string;

  @ApiProperty()
  readonly reason: string;
}

/** A relation that a foreign key, or a junction table, makes possible. */
export class SuggestedRelationAnswer implements SuggestedRelation {
  @ApiProperty({ type: RelationBody })
  readonly relation: ChildRelation;

  @ApiProperty({ enum: ['to-many', 'to-one', 'many-to-many'] })
  readonly kind: 'to-many' | 'to-one' | 'many-to-many';

  @ApiProperty()
  readonly childTable: string;

  @ApiProperty({ description: 'Whether the child is an endpoint already.' })
  readonly childConfigured: boolean;

  @ApiProperty({ description: 'The foreign key that it comes from.' })
  readonly foreignKey: string;

  @ApiProperty()
  readonly reason: string;
}

/** A complete configuration to start from; saved as it is, it works. */
export class SuggestionAnswer implements TableSuggestion {
  @ApiProperty({ type: ConfigurationBody })
  readonly configuration: EntityConfiguration;

  @ApiProperty({ type: [SuggestionReasonAnswer] })
  readonly reasons: readonly SuggestionReason[];

  @ApiProperty({ type: String, nullable: true, description: 'Why only GET will work; null: rows can be written.' })
  readonly readOnlyReason: string | null;

  @ApiProperty({ type: [LeftOutColumnAnswer] })
  readonly leftOut: readonly LeftOutColumn[];

  @ApiProperty({ type: [SuggestedRelationAnswer] })
  readonly suggestedRelations: readonly SuggestedRelation[];
}
