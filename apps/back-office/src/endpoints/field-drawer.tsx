import { Checkbox, Drawer, Group, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ColumnAnswer, FieldBody, ValidationBody } from '../api/admin-api';
import { closeLabel } from '../shell/say';
import type { DraftField } from './draft';
import { rulesOfType, type NumberRule } from './field-types';
import type { Remark } from './place-violations';

interface FieldDrawerProps {
  readonly entry: DraftField | undefined;
  readonly column: ColumnAnswer | undefined;
  readonly remarks: ReadonlyMap<string, readonly Remark[]> | undefined;
  readonly reasons: ReadonlyMap<string, string> | undefined;
  readonly readOnly: boolean;
  readonly onChange: (column: string, change: Partial<FieldBody>) => void;
  readonly onClose: () => void;
}

/** Everything about one field that has no place in the grid: rules, description, examples. */
export function FieldDrawer(props: FieldDrawerProps) {
  const { entry, onClose } = props;
  return (
    <Drawer
      opened={entry !== undefined}
      onClose={onClose}
      title={<span className="dx-mono">{entry?.column ?? ''}</span>}
      closeButtonProps={closeLabel()}
    >
      {entry !== undefined && <FieldForm {...props} entry={entry} />}
    </Drawer>
  );
}

function FieldForm({
  entry,
  column,
  remarks,
  reasons,
  readOnly,
  onChange,
}: FieldDrawerProps & { readonly entry: DraftField }) {
  const { t } = useTranslation();
  const { field } = entry;
  const change = (part: Partial<FieldBody>): void => onChange(entry.column, part);
  const errorOf = (property: string): string | undefined =>
    remarks
      ?.get(property)
      ?.map(({ message }) => message)
      .join(' ');
  return (
    <Stack gap="md">
      {column !== undefined && (
        <Text size="sm" c="dimmed">
          {column.declaredType.toLowerCase()} · {column.nullable ? t('fields.nullable') : t('fields.notNull')}
          {column.default === null ? '' : ` · ${t('fields.default')} ${column.default}`}
        </Text>
      )}
      <RuleInputs field={field} errorOf={errorOf} readOnly={readOnly} onChange={change} />
      <Textarea
        label={t('fields.description')}
        description={t('fields.descriptionHint')}
        autosize
        minRows={2}
        value={field.description ?? ''}
        readOnly={readOnly}
        onChange={(event) => change({ description: event.currentTarget.value })}
      />
      <TextInput
        label={t('fields.examples')}
        description={t('fields.examplesHint')}
        value={field.examples ?? ''}
        readOnly={readOnly}
        onChange={(event) => change({ examples: event.currentTarget.value })}
      />
      <TextInput
        label={t('fields.enumValues')}
        description={t('fields.enumValuesHint')}
        value={field.enumValues ?? ''}
        readOnly={readOnly}
        onChange={(event) => change({ enumValues: event.currentTarget.value })}
      />
      {reasons !== undefined && reasons.size > 0 && <Reasons reasons={reasons} />}
    </Stack>
  );
}

interface RuleInputsProps {
  readonly field: FieldBody;
  readonly errorOf: (property: string) => string | undefined;
  readonly readOnly: boolean;
  readonly onChange: (change: Partial<FieldBody>) => void;
}

function RuleInputs({ field, errorOf, readOnly, onChange }: RuleInputsProps) {
  const { t } = useTranslation();
  const rules = rulesOfType(field.type);
  const set = (rule: NumberRule, value: string | number): void => {
    const { [rule]: _before, ...others } = field.validation ?? {};
    const validation: ValidationBody = typeof value === 'number' ? { ...others, [rule]: value } : others;
    // Why: rules without this word would make the field required.
    onChange({ validation: { isRequired: false, ...validation } });
  };
  const isUrl = (field.validation?.constraints ?? []).some(({ name }) => name === 'url');
  const setUrl = (checked: boolean): void => {
    const { constraints: _before, ...others } = field.validation ?? {};
    onChange({
      validation: { isRequired: false, ...others, ...(checked ? { constraints: [{ name: 'url' as const }] } : {}) },
    });
  };
  if (rules.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('fields.noRules')}
      </Text>
    );
  }
  return (
    <Stack gap="sm">
      <Group grow align="flex-start">
        {rules.map((rule) => (
          <NumberInput
            key={rule}
            label={t(`fields.${rule}`)}
            value={field.validation?.[rule] ?? ''}
            allowDecimal={false}
            hideControls
            readOnly={readOnly}
            error={errorOf(`validation.${rule}`)}
            onChange={(value) => set(rule, value)}
          />
        ))}
      </Group>
      {field.type === 'string' && (
        <Checkbox
          label={t('fields.url')}
          checked={isUrl}
          disabled={readOnly}
          onChange={(event) => setUrl(event.currentTarget.checked)}
        />
      )}
    </Stack>
  );
}

function Reasons({ reasons }: { readonly reasons: ReadonlyMap<string, string> }) {
  const { t } = useTranslation();
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {t('fields.why')}
      </Text>
      {[...reasons].map(([property, reason]) => (
        <Text size="xs" c="dimmed" key={property} lang="en">
          <span className="dx-mono">{property}</span>: {reason}
        </Text>
      ))}
    </Stack>
  );
}
