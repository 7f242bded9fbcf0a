import { Anchor, Badge, Button, Drawer, Group, SimpleGrid, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConfigurationAnswer, PluginAnswer } from '../api/admin-api';
import { useEndpoints } from '../endpoints/use-endpoints';
import { formatAge, formatNumber, formatTime } from '../language/format';
import { useRights } from '../session/use-me';
import { Icon } from '../shell/icon';
import { closeLabel, sayError } from '../shell/say';
import { sayUndo } from '../shell/say-undo';
import { readShape } from './read-shape';
import { SettingsDialog } from './settings-dialog';
import { useSetPlugins } from './use-plugins';

/** A plugin: what it does, how it is doing, and the endpoints on which it works. */
export function PluginDrawer({ plugin, onClose }: { readonly plugin: PluginAnswer; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Drawer opened onClose={onClose} size="lg" title={plugin.name} closeButtonProps={closeLabel()}>
      <Stack>
        <Text size="sm" lang="en">
          {plugin.description}
        </Text>
        <SimpleGrid cols={3}>
          <Fact label={t('plugins.order')} value={formatNumber(plugin.order)} />
          <Fact label={t('plugins.timeLimit')} value={t('plugins.ms', { ms: formatNumber(plugin.timeLimitMs) })} />
          <Fact label={t('plugins.onFailure')} value={t(`plugins.failure_${plugin.failure}`)} />
        </SimpleGrid>
        <Group gap={6}>
          {plugin.hooks.map((hook) => (
            <Badge key={hook} color="gray">
              {hook}
            </Badge>
          ))}
        </Group>
        <LastError plugin={plugin} />
        {plugin.activation === 'always' ? (
          <Text size="sm" c="dimmed">
            {t('plugins.alwaysText', { count: plugin.endpoints.length })}
          </Text>
        ) : (
          <EndpointSwitches plugin={plugin} />
        )}
      </Stack>
    </Drawer>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm" fw={550}>
        {value}
      </Text>
    </div>
  );
}

function LastError({ plugin: { statistics } }: { readonly plugin: PluginAnswer }) {
  const { t } = useTranslation();
  const { lastError } = statistics;
  if (lastError === null) return null;
  return (
    <div>
      <Title order={2}>{t('plugins.lastError')}</Title>
      <Text size="xs" c="dimmed" title={formatTime(lastError.at)}>
        {formatAge(lastError.at)} · {lastError.hook} · {t('plugins.failures', { count: statistics.failures })}
      </Text>
      <pre className="dx-code">{lastError.message}</pre>
    </div>
  );
}

function EndpointSwitches({ plugin }: { readonly plugin: PluginAnswer }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [edited, setEdited] = useState<number | null>(null);
  const all = useEndpoints().data ?? [];
  const wanted = search.trim().toLowerCase();
  const isOn = (endpoint: ConfigurationAnswer): boolean =>
    endpoint.plugins?.some(({ name }) => name === plugin.name) ?? false;
  const shown = all
    .filter(({ tableAlias }) => tableAlias.toLowerCase().includes(wanted))
    .sort((left, right) => Number(isOn(right)) - Number(isOn(left)) || left.tableAlias.localeCompare(right.tableAlias));
  const editedEndpoint = all.find(({ id }) => id === edited);
  return (
    <Stack gap="xs">
      <Title order={2}>{t('nav.endpoints')}</Title>
      <TextInput
        type="search"
        size="xs"
        leftSection={<Icon name="search" size={14} />}
        placeholder={t('endpoints.search')}
        aria-label={t('endpoints.search')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <div
        className="dx-card dx-scroll"
        tabIndex={0}
        role="region"
        aria-label={t('nav.endpoints')}
        style={{ maxHeight: 420 }}
      >
        <table className="dx-table">
          <tbody>
            {shown.map((endpoint) => (
              <EndpointSwitch
                key={endpoint.id}
                plugin={plugin}
                endpoint={endpoint}
                isOn={isOn(endpoint)}
                onEdit={() => setEdited(endpoint.id)}
              />
            ))}
            {shown.length === 0 && (
              <tr>
                <td>{t('common.nothingFound')}</td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {editedEndpoint !== undefined && (
        <SettingsDialog plugin={plugin} endpoint={editedEndpoint} onClose={() => setEdited(null)} />
      )}
    </Stack>
  );
}

interface EndpointSwitchProps {
  readonly plugin: PluginAnswer;
  readonly endpoint: ConfigurationAnswer;
  readonly isOn: boolean;
  readonly onEdit: () => void;
}

function EndpointSwitch({ plugin, endpoint, isOn, onEdit }: EndpointSwitchProps) {
  const { t } = useTranslation();
  const { canEdit } = useRights();
  const setPlugins = useSetPlugins();
  const [busy, setBusy] = useState(false);
  const alias = endpoint.tableAlias;
  const toggle = async (): Promise<void> => {
    const before = endpoint.plugins ?? [];
    if (!isOn && needsSettings(plugin)) return onEdit();
    const after = isOn
      ? before.filter(({ name }) => name !== plugin.name)
      : [...before, { name: plugin.name, settings: {} }];
    const saved = await setPlugins(endpoint, after);
    sayUndo(t(isOn ? 'plugins.switchedOff' : 'plugins.switchedOn', { plugin: plugin.name, alias }), async () => {
      await setPlugins(saved, before);
    });
  };
  return (
    <tr data-off={!isOn}>
      <td>
        <Anchor component={Link} to="/endpoints/$id" params={{ id: String(endpoint.id) } as never} size="sm">
          {alias}
        </Anchor>
      </td>
      <td style={{ textAlign: 'end' }}>
        {isOn && plugin.settingsSchema !== null && (
          <Button
            size="compact-xs"
            variant="subtle"
            disabled={!canEdit}
            aria-label={t('plugins.settingsOf', { plugin: plugin.name, alias })}
            onClick={onEdit}
          >
            {t('plugins.settings')}
          </Button>
        )}
      </td>
      <td style={{ width: 60 }}>
        <Switch
          size="sm"
          checked={isOn}
          disabled={!canEdit || busy}
          aria-label={t('plugins.switchOf', { plugin: plugin.name, alias })}
          onChange={() => {
            setBusy(true);
            toggle()
              .catch(sayError)
              .finally(() => setBusy(false));
          }}
        />
      </td>
    </tr>
  );
}

/** Whether the plugin cannot work without an answer to its questions. */
function needsSettings({ settingsSchema }: PluginAnswer): boolean {
  const shape = readShape(settingsSchema);
  return shape.kind === 'group' ? shape.fields.some(({ required }) => required) : settingsSchema !== null;
}
