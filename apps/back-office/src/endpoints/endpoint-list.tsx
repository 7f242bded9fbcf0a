import { ActionIcon, Anchor, Badge, Group, Menu, Switch, Text, Tooltip } from '@mantine/core';
import { modals } from '@mantine/modals';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConfigurationAnswer } from '../api/admin-api';
import { Icon } from '../shell/icon';
import { sayError } from '../shell/say';
import { describeVerbs } from './describe-verbs';
import classes from './endpoint-list.module.css';
import { useEndpointActions } from './use-endpoint-actions';
import { ActionsHeader } from '../shell/actions-header';
import { VirtualTable } from '../shell/virtual-table';

interface EndpointListProps {
  readonly endpoints: readonly ConfigurationAnswer[];
  readonly canEdit: boolean;
}

/** The endpoints as lines; only those in view are in the page. */
export function EndpointList({ endpoints, canEdit }: EndpointListProps) {
  const { t } = useTranslation();
  return (
    <VirtualTable
      label={t('nav.endpoints')}
      className={classes.scroller}
      count={endpoints.length}
      columns={8}
      head={
        <>
          <th className={classes.active}>{t('endpoints.active')}</th>
          <th>{t('endpoints.alias')}</th>
          <th className={classes.wide}>{t('tables.table')}</th>
          <th className={classes.wider}>{t('endpoints.fields')}</th>
          <th className={classes.wider}>{t('endpoints.relations')}</th>
          <th className={classes.wider}>{t('endpoints.verbs')}</th>
          <th>{t('endpoints.state')}</th>
          <ActionsHeader />
        </>
      }
      row={(index, rowIndex) => {
        const endpoint = endpoints[index];
        return endpoint === undefined ? null : (
          <EndpointRow key={endpoint.id} endpoint={endpoint} rowIndex={rowIndex} canEdit={canEdit} />
        );
      }}
    />
  );
}

interface EndpointRowProps {
  readonly endpoint: ConfigurationAnswer;
  readonly rowIndex: number;
  readonly canEdit: boolean;
}

function EndpointRow({ endpoint, rowIndex, canEdit }: EndpointRowProps) {
  const { t } = useTranslation();
  const { setActive } = useEndpointActions();
  const [busy, setBusy] = useState(false);
  const toggle = (isActive: boolean): void => {
    setBusy(true);
    setActive(endpoint, isActive)
      .catch(sayError)
      .finally(() => setBusy(false));
  };
  return (
    <tr aria-rowindex={rowIndex} data-off={!endpoint.isActive}>
      <td>
        <Switch
          size="sm"
          aria-label={t('endpoints.activeOf', { alias: endpoint.tableAlias })}
          checked={endpoint.isActive}
          disabled={!canEdit || busy}
          onChange={(event) => toggle(event.currentTarget.checked)}
        />
      </td>
      <td>
        <Anchor component={Link} to="/endpoints/$id" params={{ id: String(endpoint.id) } as never} fw={550} size="sm">
          {endpoint.tableAlias}
        </Anchor>
      </td>
      <td className={classes.wide}>
        <span className="dx-mono">{endpoint.tableName}</span>
      </td>
      <td className={classes.wider}>{endpoint.definition.fields.length}</td>
      <td className={classes.wider}>{endpoint.childRelations.length}</td>
      <td className={classes.wider}>
        <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          {describeVerbs(endpoint).join(' ')}
        </Text>
      </td>
      <td>
        <StateBadge endpoint={endpoint} />
      </td>
      <td className={classes.actions}>{canEdit && <EndpointMenu endpoint={endpoint} />}</td>
    </tr>
  );
}

/** Whether clients can use an endpoint now, and what is odd about it. */
export function StateBadge({ endpoint: { isActive, served, problems } }: { readonly endpoint: ConfigurationAnswer }) {
  const { t } = useTranslation();
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (isActive && !served) {
    return (
      <Tooltip label={problems[0]?.message ?? t('endpoints.notServed')}>
        <Badge color="red">{t('endpoints.notServed')}</Badge>
      </Tooltip>
    );
  }
  if (problems.length > 0) {
    return (
      <Tooltip label={problems.map(({ message }) => message).join('\n')}>
        <Badge color={errors > 0 ? 'red' : 'yellow'}>{t('endpoints.problems', { count: problems.length })}</Badge>
      </Tooltip>
    );
  }
  return <Badge color={isActive ? 'teal' : 'gray'}>{isActive ? t('endpoints.served') : t('endpoints.off')}</Badge>;
}

function EndpointMenu({ endpoint }: { readonly endpoint: ConfigurationAnswer }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { duplicate, remove } = useEndpointActions();
  const confirm = (): void => {
    modals.openConfirmModal({
      title: t('endpoints.deleteTitle', { alias: endpoint.tableAlias }),
      children: <Text size="sm">{t('endpoints.deleteText')}</Text>,
      labels: { confirm: t('endpoints.delete'), cancel: t('common.cancel') },
      confirmProps: { color: 'red' },
      closeButtonProps: { 'aria-label': t('common.close') },
      onConfirm: () => void remove(endpoint).catch(sayError),
    });
  };
  const copy = async (): Promise<void> => {
    const made = await duplicate(endpoint);
    await navigate({ to: '/endpoints/$id', params: { id: String(made.id) } });
  };
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('endpoints.actionsOf', { alias: endpoint.tableAlias })}>
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon name="copy" size={15} />} onClick={() => void copy().catch(sayError)}>
          {t('endpoints.duplicate')}
        </Menu.Item>
        <Menu.Item
          leftSection={<Icon name="history" size={15} />}
          onClick={() =>
            void navigate({ to: '/endpoints/$id', params: { id: String(endpoint.id) }, search: { tab: 'history' } })
          }
        >
          {t('history.title')}
        </Menu.Item>
        <Menu.Item
          leftSection={<Icon name="relation" size={15} />}
          onClick={() => void navigate({ to: '/relations', search: { endpoint: endpoint.tableAlias } })}
        >
          {t('relations.picture')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<Icon name="trash" size={15} />} onClick={confirm}>
          <Group>{t('endpoints.delete')}</Group>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
