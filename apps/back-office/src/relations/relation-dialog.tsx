import {
  ActionIcon,
  Alert,
  Button,
  Checkbox,
  Group,
  Modal,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConfigurationAnswer, MappingBody, RelationBody, TableDetailAnswer } from '../api/admin-api';
import { useEndpoints } from '../endpoints/use-endpoints';
import { Icon } from '../shell/icon';
import { Problem } from '../shell/problem';
import { closeLabel } from '../shell/say';
import { useTable } from '../tables/use-tables';
import { canPoint } from './compare-types';
import { nameRelation } from './name-relation';
import { JunctionForm } from './junction-form';
import { kindOf } from './relation-kind';
import { useRelationActions } from './use-relation-actions';
import { useSubmit } from '../access/use-submit';

/** What the form begins with. */
export type RelationStart =
  | { readonly kind: 'new'; readonly childAlias?: string; readonly mapping?: MappingBody }
  | { readonly kind: 'edit'; readonly relation: RelationBody };

interface RelationDialogProps {
  readonly endpoint: ConfigurationAnswer;
  readonly start: RelationStart;
  readonly onClose: () => void;
}

type Shape = 'direct' | 'junction';

/** The form of a relation: to one or many records, or to many through a junction that is chosen. */
export function RelationDialog({ endpoint, start, onClose }: RelationDialogProps) {
  const { t } = useTranslation();
  const [shape, setShape] = useState<Shape>('direct');
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={start.kind === 'new' ? t('relations.add') : t('relations.edit', { name: start.relation.name })}
      closeButtonProps={closeLabel()}
    >
      <Stack>
        {start.kind === 'new' && (
          <SegmentedControl
            aria-label={t('relations.shape')}
            value={shape}
            onChange={(value) => setShape(value)}
            data={[
              { value: 'direct', label: t('relations.direct') },
              { value: 'junction', label: t('relations.manyToMany') },
            ]}
          />
        )}
        {shape === 'direct' ? (
          <DirectForm endpoint={endpoint} start={start} onDone={onClose} />
        ) : (
          <JunctionForm endpoint={endpoint} onDone={onClose} />
        )}
      </Stack>
    </Modal>
  );
}

interface FormProps {
  readonly endpoint: ConfigurationAnswer;
  readonly onDone: () => void;
}

const EMPTY: MappingBody = { parentFieldName: '', childFieldName: '' };

function DirectForm({ endpoint, start, onDone }: FormProps & { readonly start: RelationStart }) {
  const { t } = useTranslation();
  const known = start.kind === 'edit' ? start.relation : null;
  const [alias, setAlias] = useState(
    known?.childDynamicEntityConfiguration.tableAlias ?? (start.kind === 'new' ? (start.childAlias ?? '') : ''),
  );
  const [pairs, setPairs] = useState<readonly MappingBody[]>(
    known?.relationFieldMappings ?? [(start.kind === 'new' ? start.mapping : undefined) ?? EMPTY],
  );
  const [name, setName] = useState(known?.name ?? '');
  const [isEditable, setIsEditable] = useState(known?.isEditable ?? true);
  const parent = useTable(endpoint.tableName).data;
  const { child, choices } = useChild(alias);
  const actions = useRelationActions();
  const form = useSubmit();
  const taken = new Set(
    endpoint.childRelations.filter((relation) => relation !== known).map((relation) => relation.name),
  );
  const wanted = name.trim() === '' ? (alias === '' ? '' : nameRelation(alias, taken)) : name.trim();
  const relation: RelationBody = {
    name: wanted,
    isEditable,
    childDynamicEntityConfiguration: { tableAlias: alias },
    relationFieldMappings: [...pairs],
  };
  const clash = findClash(pairs, parent, child);
  const ready =
    alias !== '' && pairs.every((pair) => pair.childFieldName !== '' && pair.parentFieldName !== '') && clash === null;
  const save = async (): Promise<void> => {
    await (known === null ? actions.add(endpoint, relation) : actions.change(endpoint, known.name, relation));
    onDone();
  };

  return (
    <Stack>
      {form.error !== null && <Problem error={form.error} />}
      <Select
        label={t('relations.child')}
        description={t('relations.childHint')}
        searchable
        data={choices}
        value={alias === '' ? null : alias}
        onChange={(value) => setAlias(value ?? '')}
        data-autofocus
      />
      {pairs.map((pair, index) => (
        <Pair
          key={index}
          pair={pair}
          parent={parent}
          child={child}
          onChange={(next) => setPairs(pairs.map((other, place) => (place === index ? next : other)))}
          onRemove={pairs.length > 1 ? () => setPairs(pairs.filter((_other, place) => place !== index)) : null}
        />
      ))}
      <Group>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => setPairs([...pairs, EMPTY])}
        >
          {t('relations.addPair')}
        </Button>
        {ready && (
          <Text size="sm" c="dimmed">
            {kindOf(relation, child) === 'to-one' ? t('relations.leadsToOne') : t('relations.leadsToMany')}
          </Text>
        )}
      </Group>
      {clash !== null && (
        <Alert color="red" variant="light" icon={<Icon name="warning" />}>
          {clash}
        </Alert>
      )}
      <TextInput
        label={t('relations.name')}
        description={t('relations.nameHint')}
        placeholder={wanted}
        value={name}
        error={taken.has(wanted) ? t('relations.nameTaken') : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox
        label={t('relations.writable')}
        description={t('relations.writableHint')}
        checked={isEditable}
        onChange={(event) => setIsEditable(event.currentTarget.checked)}
      />
      <Group justify="flex-end">
        <Button disabled={!ready} loading={form.busy} onClick={() => void form.run(save)}>
          {t('relations.save')}
        </Button>
      </Group>
    </Stack>
  );

  function findClash(
    all: readonly MappingBody[],
    left: TableDetailAnswer | undefined,
    right: TableDetailAnswer | undefined,
  ): string | null {
    for (const { parentFieldName, childFieldName } of all) {
      const from = left?.columns.find((column) => column.name === parentFieldName);
      const to = right?.columns.find((column) => column.name === childFieldName);
      if (from !== undefined && to !== undefined && !canPoint(from, to)) {
        return t('relations.clash', {
          from: `${from.name} (${from.declaredType})`,
          to: `${to.name} (${to.declaredType})`,
        });
      }
    }
    return null;
  }
}

interface PairProps {
  readonly pair: MappingBody;
  readonly parent: TableDetailAnswer | undefined;
  readonly child: TableDetailAnswer | undefined;
  readonly onChange: (pair: MappingBody) => void;
  readonly onRemove: (() => void) | null;
}

function Pair({ pair, parent, child, onChange, onRemove }: PairProps) {
  const { t } = useTranslation();
  return (
    <Group align="flex-end" grow preventGrowOverflow={false} wrap="nowrap">
      <Select
        label={t('relations.parentColumn')}
        searchable
        data={(parent?.columns ?? []).map(({ name }) => name)}
        value={pair.parentFieldName === '' ? null : pair.parentFieldName}
        onChange={(value) => onChange({ ...pair, parentFieldName: value ?? '' })}
      />
      <Select
        label={t('relations.childColumn')}
        searchable
        disabled={child === undefined}
        data={(child?.columns ?? []).map(({ name }) => name)}
        value={pair.childFieldName === '' ? null : pair.childFieldName}
        onChange={(value) => onChange({ ...pair, childFieldName: value ?? '' })}
      />
      {onRemove !== null && (
        <ActionIcon
          variant="subtle"
          color="gray"
          onClick={onRemove}
          aria-label={t('relations.removePair')}
          style={{ flex: '0 0 auto' }}
        >
          <Icon name="close" size={16} />
        </ActionIcon>
      )}
    </Group>
  );
}

function useChild(alias: string) {
  const endpoints = useEndpoints().data ?? [];
  const child = useTable(endpoints.find(({ tableAlias }) => tableAlias === alias)?.tableName).data;
  return { child, endpoints, choices: endpoints.map(({ tableAlias }) => tableAlias) };
}
