import {
  ConfigurationStore,
  DenyList,
  SnapshotService,
  suggestConfiguration,
  type TableSuggestion,
} from '@dx/entity-configuration';
import { CodedException, contractErrors } from '@dx/kernel';
import { type Catalogue, SchemaCatalogue, type Table } from '@dx/schema-catalogue';
import { Injectable } from '@nestjs/common';
import { describeTable } from './describe-table.js';
import { matchTable } from './match-table.js';
import type { ReloadAnswer, TableAnswer, TableDetailAnswer, TablePage, TablesQueryDto } from './table.dto.js';

/** The aliases that use each table, active or not. */
export type AliasesByTable = ReadonlyMap<string, readonly string[]>;

/** Reads the catalogue for admins, and proposes configurations. */
@Injectable()
export class TablesService {
  constructor(
    private readonly catalogue: SchemaCatalogue,
    private readonly denyList: DenyList,
    private readonly configurations: ConfigurationStore,
    private readonly snapshots: SnapshotService,
  ) {}

  /** A page of the tables that match. */
  async list(query: TablesQueryDto): Promise<TablePage> {
    const catalogue = await this.catalogue.current();
    const aliases = await this.aliasesByTable();
    const found = [...catalogue.tables.values()]
      .map((table) => ({ table, match: matchTable(table, query.search ?? '') }))
      .filter(({ table, match }) => match !== null && this.isWanted(table, catalogue, aliases, query))
      .sort((left, right) => (left.table.name < right.table.name ? -1 : 1));
    return {
      data: found
        .slice(query.offset, query.offset + query.limit)
        .map(({ table, match }) => ({ ...this.summarize(table, catalogue, aliases), matchedColumns: match ?? [] })),
      total: found.length,
    };
  }

  /** One table, completely. */
  async show(name: string): Promise<TableDetailAnswer> {
    const catalogue = await this.catalogue.current();
    const table = catalogue.tables.get(name);
    if (table === undefined) throw new CodedException(contractErrors.notFound());
    const aliases = await this.aliasesByTable();
    const summary = this.summarize(table, catalogue, aliases);
    return {
      ...summary,
      ...describeTable(table, catalogue),
      suggestion: summary.configurable ? this.suggest(table, catalogue, aliases) : null,
    };
  }

  /** Reads the structure again and makes it effective. */
  async reload(): Promise<ReloadAnswer> {
    await this.snapshots.refresh({ catalogue: true });
    const { tables, readAt } = await this.catalogue.current();
    return { tables: tables.size, readAt };
  }

  /** A complete configuration for a table. */
  suggest(table: Table, catalogue: Catalogue, aliases: AliasesByTable): TableSuggestion {
    const { tables } = catalogue;
    return suggestConfiguration(table, {
      tables,
      isDenied: (name) => !tables.has(name) || this.denyList.denyReason(name, catalogue) !== null,
      takenAliases: new Set([...aliases.values()].flat()),
      aliasByTable: new Map([...aliases].flatMap(([name, [first]]) => (first === undefined ? [] : [[name, first]]))),
    });
  }

  /** A table in a line. */
  summarize(table: Table, catalogue: Catalogue, aliases: AliasesByTable): TableAnswer {
    const reason = this.obstacle(table, catalogue);
    return {
      name: table.name,
      kind: table.kind,
      rowsAbout: table.rowsAbout,
      comment: table.comment,
      primaryKey: table.primaryKey,
      columnCount: table.columns.length,
      configurable: reason === null,
      reason,
      aliases: aliases.get(table.name) ?? [],
    };
  }

  private obstacle(table: Table, catalogue: Catalogue): string | null {
    const denied = this.denyList.denyReason(table.name, catalogue);
    if (denied !== null) return denied;
    const offered = table.columns.some((column) => column.type.kind !== 'unsupported');
    return offered ? null : 'It has no column of a type that can be offered.';
  }

  private isWanted(table: Table, catalogue: Catalogue, aliases: AliasesByTable, query: TablesQueryDto): boolean {
    if (query.configurable !== undefined && (this.obstacle(table, catalogue) === null) !== query.configurable)
      return false;
    return query.configured === undefined || aliases.has(table.name) === query.configured;
  }

  async aliasesByTable(): Promise<AliasesByTable> {
    const byTable = new Map<string, string[]>();
    for (const { tableName, tableAlias } of await this.configurations.known()) {
      byTable.set(tableName, [...(byTable.get(tableName) ?? []), tableAlias]);
    }
    return byTable;
  }
}
