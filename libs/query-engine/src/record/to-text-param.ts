import { ExactNumber } from '@dx/kernel';
import type { JsonValue } from '@dx/kernel';
import type { Field } from '@dx/entity-configuration';
import type { ColumnType } from '@dx/schema-catalogue';
import { castToText, plainDigits } from '../checks/cast-value.js';
import { countCharacters } from '../checks/check-types.js';
import { Misfit } from './misfit.js';
import type { ColumnParam } from './to-column-param.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A text that the column holds completely; numbers by their own digits, `true` as `1`, `false` as an empty text. */
export function toTextParam(field: Field, value: JsonValue, type: ColumnType & { readonly kind: 'text' }): ColumnParam {
  const text = textOf(value);
  if (!text.isWellFormed()) return new Misfit('The value is not valid text.');
  if (field.type === 'uuid' && !UUID.test(text)) return new Misfit('The value is not a UUID.');
  if (type.length !== null && text.length > type.length && countCharacters(text) > type.length) {
    return new Misfit(`The value is too long: at most ${type.length} characters fit.`);
  }
  if (type.maxBytes !== null && text.length * 3 > type.maxBytes && bytesOf(text, field) > type.maxBytes) {
    return new Misfit(`The value is too long: at most ${type.maxBytes} bytes fit.`);
  }
  return text;
}

function textOf(value: JsonValue): string {
  const isNumber = typeof value === 'number' || value instanceof ExactNumber;
  return (isNumber ? plainDigits(value) : undefined) ?? castToText(value);
}

/** Why characters for other charsets: those that are not utf8 have one byte for nearly all that can be stored in them. */
function bytesOf(text: string, { column }: Field): number {
  const isUtf8 = column.charset === null || column.charset.startsWith('utf8');
  return isUtf8 ? Buffer.byteLength(text, 'utf8') : countCharacters(text);
}
