/**
 * A JSON number whose text a JavaScript number would not give back exactly (`1.0`, `1e3`, `9007199254740993`, `19.10`).
 * Every other JSON number is parsed to a plain JavaScript number.
 */
export class ExactNumber {
  constructor(readonly text: string) {}

  /** The number's own digits, so that `JSON.stringify` replacements and string conversions never lose one. */
  toString(): string {
    return this.text;
  }
}

/** A value as it stands in a request body. */
export type JsonValue =
  string | number | boolean | null | ExactNumber | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A JSON object of a request; made without a prototype or checked, so that no key reaches `Object.prototype`. */
export type JsonObject = { readonly [key: string]: JsonValue };

/** Whether a value is a JSON object (not an array, not null, not a number). */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}
