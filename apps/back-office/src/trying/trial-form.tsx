import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  MultiSelect,
  NativeSelect,
  NumberInput,
  Select,
  Stack,
  TextInput,
} from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConfigurationAnswer } from '../api/admin-api';
import { describeVerbs } from '../endpoints/describe-verbs';
import { useEndpoints } from '../endpoints/use-endpoints';
import { Icon } from '../shell/icon';
import { listChains } from './list-chains';
import { hasBody, METHODS, type Method, type Trial, type TrialFilter } from './trial';

interface TrialFormProps {
  readonly endpoint: ConfigurationAnswer;
  readonly trial: Trial;
  readonly onChange: (change: Partial<Trial>) => void;
}

/** A request in a form, made from what the endpoint offers. */
export function TrialForm({ endpoint, trial, onChange }: TrialFormProps) {
  const { t } = useTranslation();
  const endpoints = useEndpoints().data;
  const chains = useMemo(() => listChains(endpoint, endpoints ?? []), [endpoint, endpoints]);
  const verbs = describeVerbs(endpoint);
  const isList = trial.method === 'GET' && trial.id === '';
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="sm">
        <NativeSelect
          label={t('try.method')}
          w={120}
          data={METHODS.map((method) => ({ value: method, label: method, disabled: !verbs.includes(method) }))}
          value={trial.method}
          onChange={(event) => onChange({ method: event.currentTarget.value as Method })}
        />
        <TextInput
          label={t('try.id')}
          placeholder={t('try.idHint')}
          w={180}
          disabled={trial.method === 'POST'}
          value={trial.method === 'POST' ? '' : trial.id}
          onChange={(event) => onChange({ id: event.currentTarget.value })}
        />
        {trial.method === 'GET' && (
          <>
            <MultiSelect
              label={t('try.include')}
              flex={1}
              miw={220}
              searchable
              clearable
              clearButtonProps={{ 'aria-label': t('common.clear') }}
              data={[...chains]}
              value={[...trial.include]}
              onChange={(include) => onChange({ include })}
              nothingFoundMessage={t('try.noRelations')}
            />
            <NumberInput
              label={t('try.limit')}
              w={90}
              hideControls
              min={1}
              allowDecimal={false}
              disabled={!isList}
              value={trial.limit}
              onChange={(value) => onChange({ limit: String(value) })}
            />
            <NumberInput
              label={t('try.offset')}
              w={90}
              hideControls
              min={0}
              allowDecimal={false}
              disabled={!isList}
              value={trial.offset}
              onChange={(value) => onChange({ offset: String(value) })}
            />
          </>
        )}
        {hasBody(trial.method) && (
          <Checkbox
            pb={8}
            label={t('try.atomic')}
            checked={trial.isAtomic}
            onChange={(event) => onChange({ isAtomic: event.currentTarget.checked })}
          />
        )}
      </Group>
      {(trial.method === 'GET' || trial.method === 'DELETE') && trial.id === '' && (
        <Filters endpoint={endpoint} filters={trial.filters} onChange={(filters) => onChange({ filters })} />
      )}
    </Stack>
  );
}

interface FiltersProps {
  readonly endpoint: ConfigurationAnswer;
  readonly filters: readonly TrialFilter[];
  readonly onChange: (filters: readonly TrialFilter[]) => void;
}

function Filters({ endpoint, filters, onChange }: FiltersProps) {
  const { t } = useTranslation();
  const fields = endpoint.definition.fields.map(({ fieldVisibleName }) => fieldVisibleName);
  const set = (index: number, change: Partial<TrialFilter>): void =>
    onChange(filters.map((filter, place) => (place === index ? { ...filter, ...change } : filter)));
  return (
    <Stack gap={6}>
      {filters.map((filter, index) => (
        <Group key={index} gap="xs" wrap="nowrap">
          <Select
            w={220}
            searchable
            aria-label={t('try.filterField')}
            placeholder={t('try.filterField')}
            data={fields}
            value={filter.field === '' ? null : filter.field}
            onChange={(field) => set(index, { field: field ?? '' })}
          />
          <TextInput
            flex={1}
            maw={360}
            aria-label={t('try.filterValue')}
            placeholder='DE · {"in":["DE","AT"]}'
            value={filter.value}
            onChange={(event) => set(index, { value: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('try.removeFilter')}
            onClick={() => onChange(filters.filter((_filter, place) => place !== index))}
          >
            <Icon name="close" size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Group>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => onChange([...filters, { field: fields[0] ?? '', value: '' }])}
        >
          {t('try.addFilter')}
        </Button>
      </Group>
    </Stack>
  );
}
