import { DataExchangePlugin } from '@dx/plugin-registry';
import type { HookName, InputRecord, PluginContext, PluginHooks } from '@dx/plugin-registry';
import type { JsonValue } from '@dx/kernel';
import { applyStep } from './apply-step.js';
import { TRANSFORMATION_SCHEMA } from './transformation-settings.js';
import type { TransformationRules, TransformationSettings } from './transformation-settings.js';

/** Changes values on their way in and out by declared steps, without code. */
@DataExchangePlugin({
  name: 'transformation',
  description:
    'Changes field values on their way in and out: trim, case, number scale, date format, value map, template, constant.',
  order: 10,
  settingsSchema: TRANSFORMATION_SCHEMA,
  hooksFor,
})
export class TransformationPlugin implements PluginHooks<TransformationSettings> {
  transformInput(ctx: PluginContext<TransformationSettings>, records: readonly InputRecord[]): void {
    // Why only for new rows: a PATCH changes the fields it sends, so nothing may be made up for those it leaves out.
    const fill = ctx.operation !== 'update';
    for (const record of records) applyRules(ctx.settings.input ?? {}, record.fields, fill);
  }

  transformRecords(ctx: PluginContext<TransformationSettings>, records: readonly Record<string, JsonValue>[]): void {
    for (const record of records) applyRules(ctx.settings.output ?? {}, record, true);
  }
}

function hooksFor({ input, output }: TransformationSettings): readonly HookName[] {
  return [
    ...(input === undefined ? [] : ['transformInput' as const]),
    ...(output === undefined ? [] : ['transformRecords' as const]),
  ];
}

function applyRules(rules: TransformationRules, fields: Record<string, JsonValue>, fill: boolean): void {
  for (const [name, steps] of Object.entries(rules)) {
    if (!fill && !Object.hasOwn(fields, name)) continue;
    let value: JsonValue | undefined = fields[name];
    for (const step of steps) value = applyStep(step, value, fields);
    if (value !== undefined) fields[name] = value;
  }
}
