import { ActionIcon, Anchor, Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConfigurationAnswer, RelationBody, TableDetailAnswer } from '../api/admin-api';
import { useAliasLinks } from '../endpoints/use-alias-links';
import { Icon } from '../shell/icon';
import { sayError } from '../shell/say';
import { listOpenSuggestions } from './list-open-suggestions';
import { RelationDialog, type RelationStart } from './relation-dialog';

import { describeColumns } from './describe-columns';
import { KINDS } from './relation-kind';
import { useRelationActions } from './use-relation-actions';
import { ActionsHeader } from '../shell/actions-header';

interface RelationsTabProps {
  readonly endpoint: ConfigurationAnswer;
  readonly table: TableDetailAnswer | undefined;
  readonly canEdit: boolean;
}

/** The relations of an endpoint as a list, with a form: everything that the picture can do. */
export function RelationsTab({ endpoint, table, canEdit }: RelationsTabProps) {
  const { t } = useTranslation();
  const [start, setStart] = useState<RelationStart | null>(null);
  return (
    <Stack gap={0}>
      <Group p="md" justify="space-between">
        <Text size="sm" c="dimmed" maw={560}>
          {t('relations.intro')}
        </Text>
        <Group gap="xs">
          <Button
            component={Link}
            to="/relations"
            search={{ endpoint: endpoint.tableAlias } as never}
            variant="default"
            leftSection={<Icon name="relation" size={16} />}
          >
            {t('relations.picture')}
          </Button>
          {canEdit && (
            <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setStart({ kind: 'new' })}>
              {t('relations.add')}
            </Button>
          )}
        </Group>
      </Group>
      <RelationTable
        endpoint={endpoint}
        canEdit={canEdit}
        onEdit={(relation) => setStart({ kind: 'edit', relation })}
      />
      <Suggestions endpoint={endpoint} table={table} canEdit={canEdit} />
      {start !== null && <RelationDialog endpoint={endpoint} start={start} onClose={() => setStart(null)} />}
    </Stack>
  );
}

interface RelationTableProps {
  readonly endpoint: ConfigurationAnswer;
  readonly canEdit: boolean;
  readonly onEdit: (relation: RelationBody) => void;
}

function RelationTable({ endpoint, canEdit, onEdit }: RelationTableProps) {
  const { t } = useTranslation();
  const idOf = useAliasLinks();
  const { remove } = useRelationActions();
  if (endpoint.childRelations.length === 0) {
    return (
      <Text p="md" size="sm" c="dimmed">
        {t('relations.none')}
      </Text>
    );
  }
  return (
    <table className="dx-table">
      <thead>
        <tr>
          <th>{t('relations.name')}</th>
          <th>{t('relations.child')}</th>
          <th>{t('relations.columns')}</th>
          <th>{t('relations.writable')}</th>
          <ActionsHeader />
        </tr>
      </thead>
      <tbody>
        {endpoint.childRelations.map((relation) => {
          const alias = relation.childDynamicEntityConfiguration.tableAlias;
          const id = idOf(alias);
          return (
            <tr key={relation.name}>
              <td>
                <span className="dx-mono">{relation.name}</span>
              </td>
              <td>
                {id === undefined ? (
                  alias
                ) : (
                  <Anchor component={Link} to="/endpoints/$id" params={{ id: String(id) } as never} size="sm">
                    {alias}
                  </Anchor>
                )}
              </td>
              <td>
                <span className="dx-mono">{describeColumns(relation)}</span>
              </td>
              <td>{relation.isEditable ? t('common.yes') : t('common.no')}</td>
              <td style={{ textAlign: 'end', whiteSpace: 'nowrap' }}>
                {canEdit && (
                  <>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={t('relations.edit', { name: relation.name })}
                      onClick={() => onEdit(relation)}
                    >
                      <Icon name="sliders" size={16} />
                    </ActionIcon>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={t('relations.remove', { name: relation.name })}
                      onClick={() => void remove(endpoint, relation.name).catch(sayError)}
                    >
                      <Icon name="trash" size={16} />
                    </ActionIcon>
                  </>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Suggestions({ endpoint, table, canEdit }: RelationsTabProps) {
  const { t } = useTranslation();
  const { add } = useRelationActions();
  const [busy, setBusy] = useState<string | null>(null);
  const open = listOpenSuggestions(endpoint, table);
  if (open.length === 0) return null;
  const accept = (relation: RelationBody): void => {
    setBusy(relation.name);
    add(endpoint, relation)
      .catch(sayError)
      .finally(() => setBusy(null));
  };
  return (
    <Stack gap="xs" p="md">
      <Title order={2}>{t('relations.possible')}</Title>
      {open.map(({ relation, kind, reason, childConfigured, childTable }) => (
        <Group key={relation.name} justify="space-between" wrap="nowrap">
          <div>
            <Group gap={8}>
              <span className="dx-mono">{relation.name}</span>
              <Badge size="sm" color="gray">
                {t(KINDS[kind])}
              </Badge>
            </Group>
            <Text size="xs" c="dimmed" lang={childConfigured ? 'en' : undefined}>
              {childConfigured ? reason : t('relations.childFirst', { table: childTable })}
            </Text>
          </div>
          {canEdit &&
            (childConfigured ? (
              <Button
                size="compact-sm"
                variant="light"
                loading={busy === relation.name}
                aria-label={t('relations.acceptOf', { name: relation.name })}
                onClick={() => accept(relation)}
              >
                {t('relations.accept')}
              </Button>
            ) : (
              <Button
                component={Link}
                to="/endpoints/new"
                search={{ table: childTable } as never}
                size="compact-sm"
                variant="default"
              >
                {t('tables.create')}
              </Button>
            ))}
        </Group>
      ))}
    </Stack>
  );
}
