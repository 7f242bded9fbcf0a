import { Autocomplete, Checkbox, NativeSelect, NumberInput, TagsInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { JsonInput } from './json-input';
import type { Json } from './read-shape';
import { readScalar, writeScalar } from './scalar-text';
import type { ShapeEditorProps } from './shape-props';

/** A form for a value that has no parts, or whose parts are typed as JSON. */
export function ValueEditor({ shape, name, path, required, value, onChange, context }: ShapeEditorProps) {
  const { t } = useTranslation();
  const common = {
    label: shape.title ?? name,
    description: shape.description ?? undefined,
    error: context.remarks.get(path),
  };
  switch (shape.kind) {
    case 'switch':
      return (
        <Checkbox {...common} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
      );
    case 'number':
      return (
        <NumberInput
          {...common}
          hideControls
          allowDecimal={!shape.whole}
          min={shape.min ?? undefined}
          max={shape.max ?? undefined}
          clampBehavior="none"
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
        />
      );
    case 'choice': {
      const options = shape.options.map(String);
      return (
        <NativeSelect
          {...common}
          data={required ? options : [{ value: '', label: t('plugins.leftOut') }, ...options]}
          value={textOf(value)}
          onChange={(event) => onChange(shape.options.find((option) => String(option) === event.currentTarget.value))}
        />
      );
    }
    case 'scalar':
      return (
        <TextInput
          {...common}
          description={shape.description ?? t('plugins.scalarHint')}
          value={writeScalar(value)}
          onChange={(event) => onChange(readScalar(event.currentTarget.value))}
        />
      );
    case 'words':
      return (
        <TagsInput
          {...common}
          placeholder={t('plugins.wordsHint')}
          data={isNameLike(name) ? [...context.names] : []}
          value={(Array.isArray(value) ? value : []).map((one: Json) =>
            shape.ofTexts ? textOf(one) : writeScalar(one),
          )}
          onChange={(words) =>
            onChange(
              words.length === 0 && !required
                ? undefined
                : words.map((word) => (shape.ofTexts ? word : readScalar(word))),
            )
          }
        />
      );
    case 'text':
      return (
        <Autocomplete
          {...common}
          maxLength={shape.maxLength ?? undefined}
          data={isNameLike(name) ? [...context.names] : []}
          value={typeof value === 'string' ? value : ''}
          onChange={(next) => onChange(next === '' && !required ? undefined : next)}
        />
      );
    default:
      return <JsonInput {...common} value={value} onChange={onChange} />;
  }
}

/** Why by name: a schema cannot say that a text is the name of a field of the endpoint. */
function isNameLike(name: string): boolean {
  return /field|^other$/i.test(name);
}

/** A plain value as a list of choices has it. */
function textOf(value: Json | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
