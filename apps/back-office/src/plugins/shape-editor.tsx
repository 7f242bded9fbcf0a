import { ActionIcon, Autocomplete, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../shell/icon';
import type { Json, JsonRecord, Shape, ShapeField } from './read-shape';
import { AddButton, ShapeFrame } from './shape-frame';
import { recordOf, setMember, type FormContext, type ShapeEditorProps } from './shape-props';
import { startFields, startValue } from './start-value';
import { ValueEditor } from './value-editor';

/** A form for one value of a plugin's settings, made from the plugin's schema. */
export function ShapeEditor(props: ShapeEditorProps) {
  const { shape } = props;
  switch (shape.kind) {
    case 'list':
      return <ListEditor {...props} item={shape.item} />;
    case 'group':
      return (
        <ShapeFrame {...props}>
          <Members
            fields={shape.fields}
            path={props.path}
            value={recordOf(props.value)}
            onChange={props.onChange}
            context={props.context}
          />
        </ShapeFrame>
      );
    case 'map':
      return <MapEditor {...props} item={shape.value} />;
    case 'variants':
      return <VariantEditor {...props} shape={shape} />;
    default:
      return <ValueEditor {...props} />;
  }
}

interface MembersProps {
  readonly fields: readonly ShapeField[];
  readonly path: string;
  readonly value: JsonRecord;
  readonly onChange: (value: JsonRecord) => void;
  readonly context: FormContext;
}

/** The members of an object, one below the other. */
export function Members({ fields, path, value, onChange, context }: MembersProps) {
  return (
    <Stack gap="sm">
      {fields.map(({ name, required, shape }) => (
        <ShapeEditor
          key={name}
          shape={shape}
          name={name}
          required={required}
          path={path === '' ? name : `${path}.${name}`}
          value={value[name]}
          onChange={(member) => onChange(setMember(value, name, member))}
          context={context}
        />
      ))}
    </Stack>
  );
}

function VariantEditor({
  shape,
  path,
  value,
  onChange,
  context,
}: ShapeEditorProps & { readonly shape: Extract<Shape, { kind: 'variants' }> }) {
  const record = recordOf(value);
  const variant = shape.variants.find((one) => one.value === record[shape.tag]) ?? shape.variants[0];
  const choose = (next: string): void => {
    const chosen = shape.variants.find((one) => one.value === next);
    if (chosen === undefined) return;
    // Why kept: what both variants have (a field, a message) need not be typed again.
    const shared = Object.fromEntries(
      Object.entries(record).filter(([name]) => chosen.fields.some((field) => field.name === name)),
    );
    onChange({ [shape.tag]: next, ...startFields(chosen.fields), ...shared });
  };
  return (
    <Stack gap="sm">
      <NativeSelect
        label={shape.tag}
        data={shape.variants.map((one) => one.value)}
        value={variant?.value ?? ''}
        error={context.remarks.get(`${path}.${shape.tag}`) ?? context.remarks.get(path)}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <Members fields={variant?.fields ?? []} path={path} value={record} onChange={onChange} context={context} />
    </Stack>
  );
}

function ListEditor({ item, ...props }: ShapeEditorProps & { readonly item: Shape }) {
  const { t } = useTranslation();
  const { value, path, name, shape, onChange, context } = props;
  const items: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : [];
  const label = shape.title ?? name;
  const move = (from: number, to: number): void => {
    const next = [...items];
    const [moved] = next.splice(from, 1);
    if (moved !== undefined) next.splice(to, 0, moved);
    onChange(next);
  };
  return (
    <ShapeFrame {...props}>
      <Stack gap="sm">
        {items.map((one, index) => (
          <div key={index} className="dx-card">
            <Group justify="space-between" px="sm" pt={6}>
              <Text size="xs" c="dimmed">
                {t('plugins.number', { name: label, number: index + 1 })}
              </Text>
              <Group gap={2}>
                <ActionIcon
                  size="sm"
                  variant="subtle"
                  color="gray"
                  disabled={index === 0}
                  aria-label={t('plugins.moveUp', { name: label, number: index + 1 })}
                  onClick={() => move(index, index - 1)}
                >
                  <Icon name="up" size={14} />
                </ActionIcon>
                <ActionIcon
                  size="sm"
                  variant="subtle"
                  color="gray"
                  disabled={index === items.length - 1}
                  aria-label={t('plugins.moveDown', { name: label, number: index + 1 })}
                  onClick={() => move(index, index + 1)}
                >
                  <Icon name="down" size={14} />
                </ActionIcon>
                <ActionIcon
                  size="sm"
                  variant="subtle"
                  color="gray"
                  aria-label={t('plugins.removeItem', { name: label, number: index + 1 })}
                  onClick={() => onChange(items.filter((_one, place) => place !== index))}
                >
                  <Icon name="trash" size={14} />
                </ActionIcon>
              </Group>
            </Group>
            <Stack p="sm" pt={4}>
              <ShapeEditor
                shape={item}
                name={`${name} ${index + 1}`}
                path={`${path}[${index}]`}
                required
                value={one}
                onChange={(next) =>
                  onChange(items.map((other, place) => (place === index ? (next ?? startValue(item)) : other)))
                }
                context={context}
              />
            </Stack>
          </div>
        ))}
        <AddButton label={t('plugins.addTo', { name: label })} onClick={() => onChange([...items, startValue(item)])} />
      </Stack>
    </ShapeFrame>
  );
}

function MapEditor({ item, ...props }: ShapeEditorProps & { readonly item: Shape }) {
  const { t } = useTranslation();
  const { value, path, name, shape, onChange, context } = props;
  const entries = Object.entries(recordOf(value));
  const label = shape.title ?? name;
  const set = (index: number, entry: readonly [string, Json] | null): void =>
    onChange(
      Object.fromEntries(
        entries.flatMap((other, place) => (place !== index ? [other] : entry === null ? [] : [entry])),
      ),
    );
  const unused = context.names.find((one) => !entries.some(([key]) => key === one)) ?? '';
  return (
    <ShapeFrame {...props}>
      <Stack gap="sm">
        {entries.map(([key, member], index) => (
          <div key={index} className="dx-card">
            <Stack p="sm" gap="sm">
              <Group align="flex-end" wrap="nowrap">
                <Autocomplete
                  flex={1}
                  label={t('plugins.key')}
                  data={[...context.names]}
                  value={key}
                  onChange={(next) => set(index, [next, member])}
                />
                <ActionIcon
                  size="lg"
                  variant="subtle"
                  color="gray"
                  aria-label={t('plugins.removeItem', { name: label, number: index + 1 })}
                  onClick={() => set(index, null)}
                >
                  <Icon name="trash" size={16} />
                </ActionIcon>
              </Group>
              <ShapeEditor
                shape={item}
                name={key}
                path={`${path}.${key}`}
                required
                value={member}
                onChange={(next) => set(index, [key, next ?? startValue(item)])}
                context={context}
              />
            </Stack>
          </div>
        ))}
        <AddButton
          label={t('plugins.addTo', { name: label })}
          disabled={'' in recordOf(value)}
          onClick={() => onChange({ ...recordOf(value), [unused]: startValue(item) })}
        />
      </Stack>
    </ShapeFrame>
  );
}
