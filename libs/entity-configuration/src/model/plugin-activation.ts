/** A plugin that an administrator switched on for an endpoint. */
export interface PluginActivation {
  readonly name: string;
  /** A JSON object, valid by the plugin's own schema. */
  readonly settings: Readonly<Record<string, unknown>>;
}
