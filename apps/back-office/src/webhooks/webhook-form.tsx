import {
  ActionIcon,
  Alert,
  Button,
  Checkbox,
  Drawer,
  Group,
  MultiSelect,
  NativeSelect,
  Stack,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FreshSecret } from '../access/secret-dialog';
import { useSubmit } from '../access/use-submit';
import type { ConfigurationAnswer, WebhookAnswer, WebhookConditionDto } from '../api/admin-api';
import { client, read } from '../api/client';
import { useEndpoints } from '../endpoints/use-endpoints';
import { readScalar, writeScalar } from '../plugins/scalar-text';
import { useSetPlugins } from '../plugins/use-plugins';
import { Icon } from '../shell/icon';
import { Problem } from '../shell/problem';
import { closeLabel, sayDone } from '../shell/say';
import { useRefreshWebhooks } from './use-webhooks';
import { writeReceiver } from './write-receiver';

interface WebhookFormProps {
  /** Null: a new webhook. */
  readonly webhook: WebhookAnswer | null;
  readonly onFresh: (fresh: FreshSecret) => void;
  readonly onClose: () => void;
}

type Wishes = Pick<WebhookAnswer, 'name' | 'url' | 'endpoints' | 'operations' | 'fields' | 'conditions'>;

const FIELDS = ['name', 'url', 'endpoints', 'operations', 'fields', 'conditions'];
const OPERATIONS = ['create', 'update', 'replace', 'delete'] as const;
const OPERATORS = ['=', '!=', '<', '<=', '>', '>='] as const;
const PLUGIN = 'webhook';

/** A new webhook, or changes of one. */
export function WebhookForm({ webhook, onFresh, onClose }: WebhookFormProps) {
  const { t } = useTranslation();
  const [wishes, setWishes] = useState<Wishes>(
    () => webhook ?? { name: '', url: '', endpoints: [], operations: [], fields: [], conditions: [] },
  );
  const endpoints = useEndpoints().data ?? [];
  const refresh = useRefreshWebhooks();
  const form = useSubmit();
  const chosen = endpoints.filter(
    ({ tableAlias }) => wishes.endpoints.length === 0 || wishes.endpoints.includes(tableAlias),
  );
  const names = [
    ...new Set(chosen.flatMap(({ definition }) => definition.fields.map(({ fieldVisibleName }) => fieldVisibleName))),
  ];
  const change = (part: Partial<Wishes>): void => setWishes({ ...wishes, ...part });

  const save = async (): Promise<void> => {
    const { name, url, endpoints: aliases, operations, fields, conditions } = wishes;
    const body = { name: name.trim(), url: url.trim(), endpoints: aliases, operations, fields, conditions };
    if (webhook === null) {
      const { secret } = await read(client.POST('/back-office/webhooks', { body }));
      onFresh({ title: t('webhooks.secretOf', { name: body.name }), secret, command: writeReceiver(secret) });
    } else {
      await read(client.PATCH('/back-office/webhooks/{id}', { params: { path: { id: webhook.id } }, body }));
      sayDone(t('access.saved'));
    }
    await refresh();
    onClose();
  };

  return (
    <Drawer
      opened
      size="lg"
      onClose={onClose}
      title={webhook === null ? t('webhooks.new') : webhook.name}
      closeButtonProps={closeLabel()}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void form.run(save);
        }}
      >
        <Stack>
          {form.rest(FIELDS) !== null && <Problem error={form.rest(FIELDS)} />}
          <TextInput
            label={t('access.name')}
            placeholder="erp"
            required
            withAsterisk={false}
            data-autofocus
            value={wishes.name}
            error={form.errorOf('name')}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <TextInput
            label={t('webhooks.address')}
            description={t('webhooks.addressHint')}
            placeholder="https://erp.example/hook"
            required
            withAsterisk={false}
            value={wishes.url}
            error={form.errorOf('url')}
            onChange={(event) => change({ url: event.currentTarget.value })}
          />
          <MultiSelect
            label={t('nav.endpoints')}
            description={t('webhooks.emptyIsAll')}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('common.clear') }}
            data={endpoints.map(({ tableAlias }) => tableAlias)}
            value={wishes.endpoints}
            error={form.errorOf('endpoints')}
            onChange={(next) => change({ endpoints: next })}
          />
          <SilentEndpoints endpoints={wishes.endpoints.length === 0 ? [] : chosen} />
          <Checkbox.Group
            label={t('webhooks.operations')}
            description={t('webhooks.emptyIsAll')}
            value={wishes.operations}
            error={form.errorOf('operations')}
            onChange={(next) => change({ operations: OPERATIONS.filter((operation) => next.includes(operation)) })}
          >
            <Group mt={6}>
              {OPERATIONS.map((operation) => (
                <Checkbox key={operation} value={operation} label={t(`webhooks.operation_${operation}`)} />
              ))}
            </Group>
          </Checkbox.Group>
          <TagsInput
            label={t('webhooks.fields')}
            description={t('webhooks.fieldsHint')}
            data={names}
            value={wishes.fields}
            error={form.errorOf('fields')}
            onChange={(next) => change({ fields: next })}
          />
          <Conditions
            conditions={wishes.conditions}
            names={names}
            error={form.errorOf('conditions')}
            onChange={(next) => change({ conditions: [...next] })}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={form.busy}>
              {webhook === null ? t('webhooks.create') : t('edit.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  );
}

interface ConditionsProps {
  readonly conditions: readonly WebhookConditionDto[];
  readonly names: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (conditions: readonly WebhookConditionDto[]) => void;
}

function Conditions({ conditions, names, error, onChange }: ConditionsProps) {
  const { t } = useTranslation();
  const set = (index: number, change: Partial<WebhookConditionDto>): void =>
    onChange(conditions.map((condition, place) => (place === index ? { ...condition, ...change } : condition)));
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        {t('webhooks.conditions')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('webhooks.conditionsHint')}
      </Text>
      {error !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
      {conditions.map((condition, index) => (
        <Group key={index} gap="xs" wrap="nowrap">
          <NativeSelect
            flex={1}
            aria-label={t('webhooks.conditionField', { number: index + 1 })}
            data={names.includes(condition.field) ? [...names] : [condition.field, ...names]}
            value={condition.field}
            onChange={(event) => set(index, { field: event.currentTarget.value })}
          />
          <NativeSelect
            w={80}
            aria-label={t('webhooks.conditionOperator', { number: index + 1 })}
            data={[...OPERATORS]}
            value={condition.operator}
            onChange={(event) => set(index, { operator: event.currentTarget.value as WebhookConditionDto['operator'] })}
          />
          <TextInput
            flex={1}
            aria-label={t('webhooks.conditionValue', { number: index + 1 })}
            value={writeScalar(condition.value)}
            onChange={(event) =>
              set(index, { value: (readScalar(event.currentTarget.value) ?? '') as string | number | boolean })
            }
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('webhooks.removeCondition', { number: index + 1 })}
            onClick={() => onChange(conditions.filter((_one, place) => place !== index))}
          >
            <Icon name="close" size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Group>
        <Button
          size="compact-sm"
          variant="subtle"
          disabled={names.length === 0}
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => onChange([...conditions, { field: names[0] ?? '', operator: '=', value: '' }])}
        >
          {t('webhooks.addCondition')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Says which of the endpoints tell nobody, because the plugin is not switched on there, and switches it on. */
function SilentEndpoints({ endpoints }: { readonly endpoints: readonly ConfigurationAnswer[] }) {
  const { t } = useTranslation();
  const setPlugins = useSetPlugins();
  const form = useSubmit();
  const silent = endpoints.filter(({ plugins }) => !(plugins?.some(({ name }) => name === PLUGIN) ?? false));
  if (silent.length === 0) return null;
  const switchOn = async (): Promise<void> => {
    for (const endpoint of silent) {
      await setPlugins(endpoint, [...(endpoint.plugins ?? []), { name: PLUGIN, settings: {} }]);
    }
  };
  return (
    <Alert color="yellow" variant="light" icon={<Icon name="warning" />}>
      <Text size="sm">{t('webhooks.silent', { aliases: silent.map(({ tableAlias }) => tableAlias).join(', ') })}</Text>
      {form.error !== null && <Problem error={form.error} />}
      <Button mt="xs" size="compact-sm" variant="default" loading={form.busy} onClick={() => void form.run(switchOn)}>
        {t('webhooks.switchOn', { count: silent.length })}
      </Button>
    </Alert>
  );
}
