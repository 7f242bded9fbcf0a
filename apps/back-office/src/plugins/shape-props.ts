import { isRecord, type Json, type JsonRecord, type Shape } from './read-shape';

/** What every part of a settings form knows. */
export interface FormContext {
  /** What the server says is wrong, by path below the settings (`rules[0].pattern`). */
  readonly remarks: ReadonlyMap<string, string>;
  /** Names of fields of the endpoint, offered where a name is asked for. */
  readonly names: readonly string[];
}

/** What every part of a settings form is given. */
export interface ShapeEditorProps {
  readonly shape: Shape;
  readonly name: string;
  readonly path: string;
  readonly required: boolean;
  readonly value: Json | undefined;
  /** `undefined`: the member is left out. */
  readonly onChange: (value: Json | undefined) => void;
  readonly context: FormContext;
}

/** The value as an object; anything else counts as an empty one. */
export function recordOf(value: Json | undefined): JsonRecord {
  return isRecord(value) ? value : {};
}

/** The object with a member set, or left out. */
export function setMember(record: JsonRecord, name: string, value: Json | undefined): JsonRecord {
  const { [name]: _before, ...others } = record;
  return value === undefined ? others : { ...record, [name]: value };
}
