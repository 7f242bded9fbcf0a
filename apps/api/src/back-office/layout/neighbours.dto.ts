import type { ChildRelation } from '@dx/entity-configuration';
import { ApiProperty } from '@nestjs/swagger';
import { RelationBody } from '../configurations/configuration-body.dto.js';
import { RELATION_KINDS, type RelationKind } from './table-links.js';

/** A column as the picture shows it. */
export class PictureColumn {
  @ApiProperty()
  readonly name: string;

  @ApiProperty({ description: 'What it holds: `integer`, `text`, `decimal` …; only columns of one kind can be tied.' })
  readonly kind: string;

  @ApiProperty({ example: 'varchar(2)' })
  readonly declaredType: string;

  @ApiProperty()
  readonly nullable: boolean;

  @ApiProperty({ description: 'Whether it belongs to the primary key.' })
  readonly primary: boolean;

  @ApiProperty({ description: 'Whether it alone names a row.' })
  readonly unique: boolean;
}

/** A table of the picture. */
export class PictureTable {
  @ApiProperty()
  readonly name: string;

  @ApiProperty({ enum: ['table', 'view'] })
  readonly kind: 'table' | 'view';

  @ApiProperty()
  readonly comment: string;

  @ApiProperty({ type: [PictureColumn] })
  readonly columns: readonly PictureColumn[];

  @ApiProperty({ description: 'Whether it can be an endpoint.' })
  readonly configurable: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'Why it cannot be an endpoint.' })
  readonly reason: string | null;

  @ApiProperty({ type: [String], description: 'The endpoints on it, switched on or not.' })
  readonly aliases: readonly string[];
}

/** A foreign key between two tables of the picture. */
export class PictureForeignKey {
  @ApiProperty()
  readonly name: string;

  @ApiProperty({ description: 'The table that has it.' })
  readonly table: string;

  @ApiProperty({ type: [String] })
  readonly columns: readonly string[];

  @ApiProperty()
  readonly referencedTable: string;

  @ApiProperty({ type: [String] })
  readonly referencedColumns: readonly string[];
}

/** An endpoint on a table of the picture. */
export class PictureEndpoint {
  @ApiProperty({ type: 'integer', description: 'The id of its configuration.' })
  readonly id: number;

  @ApiProperty()
  readonly alias: string;

  @ApiProperty()
  readonly table: string;

  @ApiProperty({ description: 'Whether it is switched on.' })
  readonly isActive: boolean;

  @ApiProperty({ description: 'Whether clients can use it at this moment.' })
  readonly served: boolean;
}

/** A configured relation that leads from or to the table in the middle. */
export class PictureRelation {
  @ApiProperty({ type: 'integer', description: 'The configuration that has it.' })
  readonly configurationId: number;

  @ApiProperty({ description: 'The endpoint that has it.' })
  readonly alias: string;

  @ApiProperty()
  readonly table: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null when its endpoint is gone.' })
  readonly childTable: string | null;

  @ApiProperty({ enum: RELATION_KINDS, nullable: true, description: 'Null when a column or table of it is gone.' })
  readonly kind: RelationKind | null;

  @ApiProperty({ type: RelationBody })
  readonly relation: ChildRelation;
}

/** A relation that could be configured. */
export class PictureSuggestion {
  @ApiProperty({ type: RelationBody, description: 'To be added to `childRelations` of an endpoint on the table.' })
  readonly relation: ChildRelation;

  @ApiProperty({ enum: RELATION_KINDS })
  readonly kind: RelationKind;

  @ApiProperty()
  readonly childTable: string;

  @ApiProperty({ description: 'Whether the child is an endpoint already; else it has to become one first.' })
  readonly childConfigured: boolean;

  @ApiProperty({ type: [String], description: 'The foreign keys that it comes from.' })
  readonly foreignKeys: readonly string[];

  @ApiProperty({ type: String, nullable: true, description: 'The table in between; null unless many-to-many.' })
  readonly junctionTable: string | null;

  @ApiProperty({ description: 'Why it is suggested.' })
  readonly reason: string;
}

/** A table with everything around it that a picture of its relations shows. */
export class NeighboursAnswer {
  @ApiProperty({ type: PictureTable })
  readonly table: PictureTable;

  @ApiProperty({ type: [PictureTable], description: 'Linked by a foreign key, a relation, or through a junction.' })
  readonly neighbours: readonly PictureTable[];

  @ApiProperty({ type: 'integer', description: 'Further neighbours that are not listed.' })
  readonly omitted: number;

  @ApiProperty({ type: [PictureForeignKey], description: 'Between any two of the tables.' })
  readonly foreignKeys: readonly PictureForeignKey[];

  @ApiProperty({ type: [PictureEndpoint], description: 'On any of the tables.' })
  readonly endpoints: readonly PictureEndpoint[];

  @ApiProperty({ type: [PictureRelation] })
  readonly relations: readonly PictureRelation[];

  @ApiProperty({ type: [PictureSuggestion], description: 'What is configured already is not suggested again.' })
  readonly suggestions: readonly PictureSuggestion[];
}
