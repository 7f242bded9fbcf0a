import { Badge, Group, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../access/empty';
import type { PluginAnswer } from '../api/admin-api';
import { formatAge, formatNumber } from '../language/format';
import { LoadingRows, Page } from '../shell/page';
import { Problem } from '../shell/problem';
import { PluginDrawer } from './plugin-drawer';
import { usePlugins } from './use-plugins';

/** The plugins that are loaded: where they work, in which order, and how they are doing. */
export function PluginsPage() {
  const { t } = useTranslation();
  const plugins = usePlugins();
  const [opened, setOpened] = useState<string | null>(null);
  const all = plugins.data?.data ?? [];
  const chosen = all.find(({ name }) => name === opened);
  return (
    <Page title={t('nav.plugins')} description={t('plugins.intro')}>
      {plugins.isError && <Problem error={plugins.error} onRetry={() => void plugins.refetch()} />}
      <div className="dx-card">
        {plugins.isPending && <LoadingRows rows={5} />}
        {plugins.data?.data.length === 0 && <Empty icon="plug" text={t('plugins.none')} />}
        {all.length > 0 && (
          <div className="dx-scroll" tabIndex={0} role="region" aria-label={t('nav.plugins')}>
            <PluginTable plugins={all} onOpen={setOpened} />
          </div>
        )}
      </div>
      {chosen !== undefined && <PluginDrawer plugin={chosen} onClose={() => setOpened(null)} />}
    </Page>
  );
}

interface PluginTableProps {
  readonly plugins: readonly PluginAnswer[];
  readonly onOpen: (name: string) => void;
}

function PluginTable({ plugins, onOpen }: PluginTableProps) {
  const { t } = useTranslation();
  return (
    <table className="dx-table">
      <thead>
        <tr>
          <th>{t('plugins.order')}</th>
          <th>{t('plugins.plugin')}</th>
          <th>{t('plugins.worksOn')}</th>
          <th style={{ textAlign: 'end' }}>{t('plugins.calls')}</th>
          <th style={{ textAlign: 'end' }}>{t('plugins.meanTime')}</th>
          <th>{t('plugins.lastError')}</th>
        </tr>
      </thead>
      <tbody>
        {plugins.map((plugin) => (
          <PluginRow key={plugin.name} plugin={plugin} onOpen={() => onOpen(plugin.name)} />
        ))}
      </tbody>
    </table>
  );
}

const ALIASES_SHOWN = 4;

function PluginRow({ plugin, onOpen }: { readonly plugin: PluginAnswer; readonly onOpen: () => void }) {
  const { t } = useTranslation();
  const { statistics, endpoints } = plugin;
  return (
    <tr>
      <td>
        <Text size="sm" c="dimmed">
          {formatNumber(plugin.order)}
        </Text>
      </td>
      <td>
        <UnstyledButton onClick={onOpen} aria-haspopup="dialog">
          <Text size="sm" fw={600} c="var(--mantine-color-anchor)">
            {plugin.name}
          </Text>
          <Text size="xs" c="dimmed" maw={420} lang="en">
            {plugin.description}
          </Text>
        </UnstyledButton>
      </td>
      <td>
        <Group gap={4}>
          {plugin.activation === 'always' && <Badge color="blue">{t('plugins.always')}</Badge>}
          {endpoints.slice(0, ALIASES_SHOWN).map((alias) => (
            <Badge key={alias} color="gray">
              {alias}
            </Badge>
          ))}
          {endpoints.length > ALIASES_SHOWN && (
            <Badge color="gray">+{formatNumber(endpoints.length - ALIASES_SHOWN)}</Badge>
          )}
          {endpoints.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('plugins.nowhere')}
            </Text>
          )}
        </Group>
      </td>
      <td style={{ textAlign: 'end' }}>{formatNumber(statistics.calls)}</td>
      <td style={{ textAlign: 'end' }}>
        {statistics.meanMs === null ? '–' : t('plugins.ms', { ms: formatNumber(statistics.meanMs) })}
      </td>
      <td>
        {statistics.lastError === null ? (
          <Text size="sm" c="dimmed">
            {t('plugins.noError')}
          </Text>
        ) : (
          <Text size="xs" className="dx-warn" maw={320} lineClamp={2} title={statistics.lastError.message}>
            {formatAge(statistics.lastError.at)}: {statistics.lastError.message}
          </Text>
        )}
      </td>
    </tr>
  );
}
