import type {
  ChildRelation,
  EntityConfiguration,
  EntityDefinition,
  FieldDefinition,
  FieldValidation,
  RelationFieldMapping,
  RelationThrough,
} from '@dx/entity-configuration';
import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';

// These classes describe the JSON; the configuration's own checks judge it, so that a file, the command line and this
// API give the same answers.

/** A rule by name. */
export class ConstraintBody {
  @ApiProperty({ enum: ['url'] })
  readonly name: string;
}

/** Rules of a field; a rule that does not fit the type is refused. */
export class ValidationBody implements FieldValidation {
  @ApiPropertyOptional({ description: 'Left out inside `validation`: required.' })
  readonly isRequired?: boolean;

  @ApiPropertyOptional({ description: 'Integers only, included.' })
  readonly min?: number;

  @ApiPropertyOptional({ description: 'Integers only, included.' })
  readonly max?: number;

  @ApiPropertyOptional({ type: 'integer', description: 'Strings only; in characters.' })
  readonly minLength?: number;

  @ApiPropertyOptional({ type: 'integer', description: 'Strings only; in characters.' })
  readonly maxLength?: number;

  @ApiPropertyOptional({ type: 'integer', description: 'Decimals only; digits in all.' })
  readonly precision?: number;

  @ApiPropertyOptional({ type: 'integer', description: 'Decimals only; digits after the point.' })
  readonly scale?: number;

  @ApiPropertyOptional({ type: [ConstraintBody] })
  readonly constraints?: readonly ConstraintBody[];
}

/** A column that clients see. */
export class FieldBody implements FieldDefinition {
  @ApiProperty({ description: 'The column.', example: 'iso2_code' })
  readonly fieldName: string;

  @ApiProperty({ description: 'The name that clients see.', example: 'iso2_code' })
  readonly fieldVisibleName: string;

  @ApiPropertyOptional({ default: false, description: 'May be sent on POST.' })
  readonly isCreatable?: boolean;

  @ApiPropertyOptional({ default: false, description: 'May be sent on PATCH and PUT.' })
  readonly isEditable?: boolean;

  @ApiPropertyOptional({ description: 'Kept for the shop, without effect here.' })
  readonly isEnabled?: boolean;

  @ApiProperty({
    description:
      '`integer`, `string`, `boolean`, `decimal`; also `date`, `datetime`, `time`, `json`, `enum`, `uuid`, `binary`. `float` is decimal; another word is checked by the column.',
    example: 'string',
  })
  readonly type: string;

  @ApiPropertyOptional({ type: ValidationBody, description: 'Left out: optional, without rules.' })
  readonly validation?: ValidationBody;

  @ApiPropertyOptional({ description: 'For the documentation.' })
  readonly description?: string;

  @ApiPropertyOptional({ description: 'For the documentation; joined by `, `.', example: 'DE, AT' })
  readonly examples?: string;

  @ApiPropertyOptional({ description: 'For the documentation; joined by `, `.' })
  readonly enumValues?: string;
}

/** What of the table is offered. */
export class DefinitionBody implements EntityDefinition {
  @ApiProperty({ description: 'The column that names one record; one of the fields.', example: 'id_country' })
  readonly identifier: string;

  @ApiPropertyOptional({ default: false })
  readonly isDeletable?: boolean;

  @ApiProperty({ type: [FieldBody] })
  readonly fields: readonly FieldBody[];
}

/** A pair of columns. */
export class MappingBody implements RelationFieldMapping {
  @ApiProperty({ example: 'fk_country' })
  readonly childFieldName: string;

  @ApiProperty({ example: 'id_country' })
  readonly parentFieldName: string;
}

/** Names the endpoint of the children. */
export class ChildBody {
  @ApiProperty({ example: 'tax-rates' })
  readonly tableAlias: string;
}

/** A pair of columns that leads from a junction table to the parent. */
export class ParentJunctionBody {
  @ApiProperty({ example: 'fk_product_abstract' })
  readonly junctionFieldName: string;

  @ApiProperty({ example: 'id_product_abstract' })
  readonly parentFieldName: string;
}

/** A pair of columns that leads from a junction table to the child. */
export class ChildJunctionBody {
  @ApiProperty({ example: 'fk_store' })
  readonly junctionFieldName: string;

  @ApiProperty({ example: 'id_store' })
  readonly childFieldName: string;
}

/** The table between the two sides of a many-to-many relation. */
export class ThroughBody implements RelationThrough {
  @ApiProperty({ example: 'spy_product_abstract_store' })
  readonly tableName: string;

  @ApiProperty({ type: [ParentJunctionBody] })
  readonly parentMappings: readonly ParentJunctionBody[];

  @ApiProperty({ type: [ChildJunctionBody] })
  readonly childMappings: readonly ChildJunctionBody[];
}

/** A link to another endpoint. */
export class RelationBody implements ChildRelation {
  @ApiProperty({ description: 'What clients write in `include` and in bodies.', example: 'countryTaxRates' })
  readonly name: string;

  @ApiProperty({ description: 'Whether children may be written through their parent.' })
  readonly isEditable: boolean;

  @ApiProperty({ type: ChildBody })
  readonly childDynamicEntityConfiguration: ChildBody;

  @ApiProperty({ type: [MappingBody], description: 'Empty for a many-to-many relation.' })
  readonly relationFieldMappings: readonly MappingBody[];

  @ApiPropertyOptional({ type: ThroughBody, description: 'Makes the relation many-to-many.' })
  readonly through?: RelationThrough;
}

/** A plugin that works on an endpoint. */
export class PluginBody {
  @ApiProperty({ example: 'audit' })
  readonly name: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: "As the plugin's own schema says." })
  readonly settings: Readonly<Record<string, unknown>>;
}

/** An entity configuration: one entry of the contract's installer file. Unknown keys are ignored. */
export class ConfigurationBody implements EntityConfiguration {
  @ApiProperty({ example: 'spy_country' })
  readonly tableName: string;

  @ApiProperty({ description: 'The name in the address; unique.', pattern: '^[a-zA-Z0-9_-]+$', example: 'countries' })
  readonly tableAlias: string;

  @ApiProperty({ description: 'Whether clients can use it.' })
  readonly isActive: boolean;

  @ApiProperty({ type: DefinitionBody })
  readonly definition: EntityDefinition;

  @ApiProperty({ type: [RelationBody] })
  readonly childRelations: readonly ChildRelation[];

  @ApiPropertyOptional({ type: [PluginBody], description: 'Plugins switched on for it.' })
  readonly plugins?: EntityConfiguration['plugins'];
}

/** A configuration with the version that it is based on. */
export class UpdateBody extends ConfigurationBody {
  @ApiPropertyOptional({ description: 'The version that the change is based on, unless `If-Match` names it.' })
  readonly revision?: string;
}

/** Parts of a configuration with the version that they are based on. */
export class PatchBody extends PartialType(UpdateBody) {}
