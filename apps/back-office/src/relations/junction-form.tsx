import { Button, Checkbox, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConfigurationAnswer, ForeignKeyAnswer, RelationBody, ThroughBody } from '../api/admin-api';
import { useSubmit } from '../access/use-submit';
import { useEndpoints } from '../endpoints/use-endpoints';
import { Problem } from '../shell/problem';
import { useTable } from '../tables/use-tables';
import { nameRelation } from './name-relation';
import { useRelationActions } from './use-relation-actions';

interface JunctionFormProps {
  readonly endpoint: ConfigurationAnswer;
  readonly onDone: () => void;
}

/** Many to many: the junction is chosen among the tables that point here; it needs no endpoint of its own. */
export function JunctionForm({ endpoint, onDone }: JunctionFormProps) {
  const { t } = useTranslation();
  const [junctionName, setJunctionName] = useState('');
  const [targetAlias, setTargetAlias] = useState('');
  const [name, setName] = useState('');
  const [isEditable, setIsEditable] = useState(false);
  const own = useTable(endpoint.tableName).data;
  const junction = useTable(junctionName).data;
  const endpoints = useEndpoints().data ?? [];
  const actions = useRelationActions();
  const form = useSubmit();
  const near = junction?.foreignKeys.find(({ referencedTable }) => referencedTable === endpoint.tableName);
  const ways = (junction?.foreignKeys ?? []).filter((key) => key !== near);
  const targets = endpoints.filter(({ tableName }) =>
    ways.some(({ referencedTable }) => referencedTable === tableName),
  );
  const [only] = targets;
  const target =
    targets.find(({ tableAlias }) => tableAlias === targetAlias) ?? (targets.length === 1 ? only : undefined);
  const far = ways.find(({ referencedTable }) => referencedTable === target?.tableName);
  const taken = new Set(endpoint.childRelations.map((relation) => relation.name));
  const wanted = name.trim() !== '' ? name.trim() : target === undefined ? '' : nameRelation(target.tableAlias, taken);

  const save = async (): Promise<void> => {
    if (near === undefined || far === undefined || target === undefined) return;
    const relation: RelationBody = {
      name: wanted,
      isEditable,
      childDynamicEntityConfiguration: { tableAlias: target.tableAlias },
      relationFieldMappings: [],
      through: makeThrough(junctionName, near, far),
    };
    await actions.add(endpoint, relation);
    onDone();
  };

  return (
    <Stack>
      {form.error !== null && <Problem error={form.error} />}
      <Text size="sm" c="dimmed">
        {t('relations.manyToManyHint')}
      </Text>
      <Select
        label={t('relations.junction')}
        searchable
        data={[...new Set((own?.referencedBy ?? []).map(({ table }) => table))]}
        value={junctionName === '' ? null : junctionName}
        nothingFoundMessage={t('common.nothingFound')}
        onChange={(value) => {
          setJunctionName(value ?? '');
          setTargetAlias('');
        }}
        data-autofocus
      />
      <Select
        label={t('relations.target')}
        searchable
        disabled={junction === undefined}
        error={junction !== undefined && targets.length === 0 ? t('relations.noTarget') : undefined}
        data={targets.map(({ tableAlias }) => tableAlias)}
        value={target?.tableAlias ?? null}
        onChange={(value) => setTargetAlias(value ?? '')}
      />
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
        <Button disabled={far === undefined} loading={form.busy} onClick={() => void form.run(save)}>
          {t('relations.save')}
        </Button>
      </Group>
    </Stack>
  );
}

function makeThrough(tableName: string, near: ForeignKeyAnswer, far: ForeignKeyAnswer): ThroughBody {
  return {
    tableName,
    parentMappings: near.columns.map((column, index) => ({
      parentFieldName: near.referencedColumns[index] ?? '',
      junctionFieldName: column,
    })),
    childMappings: far.columns.map((column, index) => ({
      childFieldName: far.referencedColumns[index] ?? '',
      junctionFieldName: column,
    })),
  };
}
