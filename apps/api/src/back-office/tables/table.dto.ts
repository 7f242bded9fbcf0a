import type { TableSuggestion } from '@dx/entity-configuration';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean } from 'class-validator';
import { ListQueryDto } from '../access/list-query.dto.js';
import { Omittable } from '../access/omittable.js';
import { toFlag } from '../configurations/to-flag.js';
import { SuggestionAnswer } from './suggestion.dto.js';

/** `?search=&configurable=&configured=&limit=&offset=` */
export class TablesQueryDto extends ListQueryDto {
  @ApiPropertyOptional({ type: Boolean, description: 'Only tables that can (or cannot) become an endpoint.' })
  @Omittable()
  @Transform(toFlag)
  @IsBoolean()
  readonly configurable?: boolean;

  @ApiPropertyOptional({ type: Boolean, description: 'Only tables that endpoints use (or do not use) already.' })
  @Omittable()
  @Transform(toFlag)
  @IsBoolean()
  readonly configured?: boolean;
}

/** A table as lists show it. */
export class TableAnswer {
  @ApiProperty({ example: 'spy_country' })
  readonly name: string;

  @ApiProperty({ enum: ['table', 'view'] })
  readonly kind: 'table' | 'view';

  @ApiProperty({ type: 'integer', nullable: true, description: "The database's own estimate; null for views." })
  readonly rowsAbout: number | null;

  @ApiProperty()
  readonly comment: string;

  @ApiProperty({ type: [String], description: 'In key order; empty without a primary key.', example: ['id_country'] })
  readonly primaryKey: readonly string[];

  @ApiProperty({ type: 'integer' })
  readonly columnCount: number;

  @ApiProperty({ description: 'Whether it can become an endpoint.' })
  readonly configurable: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'Why it cannot become an endpoint.' })
  readonly reason: string | null;

  @ApiProperty({ type: [String], description: 'The endpoints on it, switched on or not.' })
  readonly aliases: readonly string[];
}

/** A table that a search found. */
export class FoundTableAnswer extends TableAnswer {
  @ApiProperty({ type: [String], description: 'Columns whose names match the search.' })
  readonly matchedColumns: readonly string[];
}

/** A page of tables. */
export class TablePage {
  @ApiProperty({ type: [FoundTableAnswer] })
  readonly data: readonly FoundTableAnswer[];

  @ApiProperty({ type: 'integer', description: 'Entries of the whole list.' })
  readonly total: number;
}

/** A column of a table. */
export class ColumnAnswer {
  @ApiProperty({ example: 'iso2_code' })
  readonly name: string;

  @ApiProperty({ description: 'What it holds: `integer`, `text`, `decimal`, `datetime` …', example: 'text' })
  readonly kind: string;

  @ApiProperty({ description: 'The type as the database spells it.', example: 'varchar(2)' })
  readonly declaredType: string;

  @ApiProperty()
  readonly nullable: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'As in SQL; null: none.', example: "'DE'" })
  readonly default: string | null;

  @ApiProperty({ type: String, enum: ['virtual', 'stored', null], nullable: true })
  readonly generated: 'virtual' | 'stored' | null;

  @ApiProperty()
  readonly autoIncrement: boolean;

  @ApiProperty({ description: 'The database sets it on every update.' })
  readonly onUpdate: boolean;

  @ApiProperty()
  readonly comment: string;

  @ApiProperty({ type: String, nullable: true })
  readonly collation: string | null;
}

/** A unique key. */
export class UniqueKeyAnswer {
  @ApiProperty()
  readonly name: string;

  @ApiProperty({ type: [String] })
  readonly columns: readonly string[];

  @ApiProperty({ description: 'False when it covers only part of a column.' })
  readonly whole: boolean;
}

/** A foreign key. */
export class ForeignKeyAnswer {
  @ApiProperty()
  readonly name: string;

  @ApiProperty({ type: [String] })
  readonly columns: readonly string[];

  @ApiProperty()
  readonly referencedTable: string;

  @ApiProperty({ type: [String] })
  readonly referencedColumns: readonly string[];

  @ApiProperty({ example: 'RESTRICT' })
  readonly onDelete: string;

  @ApiProperty({ example: 'RESTRICT' })
  readonly onUpdate: string;
}

/** A foreign key of another table that leads here. */
export class ReferenceAnswer extends ForeignKeyAnswer {
  @ApiProperty({ description: 'The table that has the key.' })
  readonly table: string;
}

/** A table with its structure and a suggestion. */
export class TableDetailAnswer extends TableAnswer {
  @ApiProperty({ type: [ColumnAnswer] })
  readonly columns: readonly ColumnAnswer[];

  @ApiProperty({ type: [UniqueKeyAnswer] })
  readonly uniqueKeys: readonly UniqueKeyAnswer[];

  @ApiProperty({ type: [ForeignKeyAnswer] })
  readonly foreignKeys: readonly ForeignKeyAnswer[];

  @ApiProperty({ type: [ReferenceAnswer] })
  readonly referencedBy: readonly ReferenceAnswer[];

  @ApiProperty({ type: SuggestionAnswer, nullable: true, description: 'Null when it cannot become an endpoint.' })
  readonly suggestion: TableSuggestion | null;
}

/** What a new reading of the structure found. */
export class ReloadAnswer {
  @ApiProperty({ type: 'integer', description: 'Tables and views.' })
  readonly tables: number;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly readAt: Date;
}
