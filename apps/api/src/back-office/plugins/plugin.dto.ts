import { HOOK_NAMES, type HookName } from '@dx/plugin-registry';
import { ApiProperty } from '@nestjs/swagger';

/** The last failure of a plugin. */
export class PluginFailureAnswer {
  @ApiProperty({ format: 'date-time' })
  readonly at: string;

  @ApiProperty({ enum: HOOK_NAMES })
  readonly hook: HookName;

  @ApiProperty()
  readonly message: string;
}

/** What a plugin did on this instance since it started. */
export class PluginStatisticsAnswer {
  @ApiProperty({ type: 'integer' })
  readonly calls: number;

  @ApiProperty({ type: 'integer' })
  readonly failures: number;

  @ApiProperty({
    description: 'Milliseconds of an average call; null before the first one.',
    nullable: true,
    type: Number,
  })
  readonly meanMs: number | null;

  @ApiProperty({ type: PluginFailureAnswer, nullable: true })
  readonly lastError: PluginFailureAnswer | null;
}

/** A plugin that is loaded. */
export class PluginAnswer {
  @ApiProperty({ example: 'audit' })
  readonly name: string;

  @ApiProperty()
  readonly description: string;

  @ApiProperty({ type: 'integer', description: 'Lower runs first.' })
  readonly order: number;

  @ApiProperty({
    enum: ['endpoint', 'always'],
    description: '`endpoint`: switched on in a configuration; `always`: works by itself.',
  })
  readonly activation: 'endpoint' | 'always';

  @ApiProperty({ enum: HOOK_NAMES, isArray: true })
  readonly hooks: readonly HookName[];

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'JSON Schema of the settings in a configuration; null: it takes none.',
  })
  readonly settingsSchema: Readonly<Record<string, unknown>> | null;

  @ApiProperty({ type: 'integer', description: 'Most milliseconds of one call.' })
  readonly timeLimitMs: number;

  @ApiProperty({ enum: ['reject', 'continue'], description: 'Whether its failure undoes the request.' })
  readonly failure: 'reject' | 'continue';

  @ApiProperty({ type: [String], description: 'Endpoints on which it works now.' })
  readonly endpoints: readonly string[];

  @ApiProperty({ type: PluginStatisticsAnswer })
  readonly statistics: PluginStatisticsAnswer;
}

/** All plugins. */
export class PluginList {
  @ApiProperty({ type: [PluginAnswer] })
  readonly data: readonly PluginAnswer[];
}
