import { Alert, Button, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConfigurationAnswer, PluginAnswer, PluginBody } from '../api/admin-api';
import { client, read } from '../api/client';
import { toBody } from '../endpoints/endpoint-requests';
import { Icon } from '../shell/icon';
import { Problem } from '../shell/problem';
import { closeLabel, sayDone } from '../shell/say';
import { JsonInput } from './json-input';
import { placeSettingsRemarks, type SettingsRemarks } from './place-remarks';
import { readShape, type Json, type JsonRecord } from './read-shape';
import { Members } from './shape-editor';
import { startValue } from './start-value';
import { useSetPlugins } from './use-plugins';

interface SettingsDialogProps {
  readonly plugin: PluginAnswer;
  readonly endpoint: ConfigurationAnswer;
  readonly onClose: () => void;
}

const NOTHING: SettingsRemarks = { inside: new Map(), outside: [] };

/** Switches a plugin on for an endpoint, or changes its settings there; the form is made from the plugin's schema. */
export function SettingsDialog({ plugin, endpoint, onClose }: SettingsDialogProps) {
  const { t } = useTranslation();
  const known = endpoint.plugins?.find(({ name }) => name === plugin.name);
  const shape = useMemo(() => readShape(plugin.settingsSchema), [plugin.settingsSchema]);
  const isForm = shape.kind === 'group';
  const [view, setView] = useState<'form' | 'json'>(isForm ? 'form' : 'json');
  const [settings, setSettings] = useState<Json>(() => (known?.settings as Json | undefined) ?? startValue(shape));
  const saving = useSaveSettings(endpoint, plugin.name, onClose);
  const { inside, outside } = saving.remarks;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('plugins.settingsOf', { plugin: plugin.name, alias: endpoint.tableAlias })}
      closeButtonProps={closeLabel()}
    >
      <Stack>
        {isForm && (
          <SegmentedControl
            size="xs"
            aria-label={t('plugins.view')}
            data={[
              { value: 'form', label: t('plugins.form') },
              { value: 'json', label: 'JSON' },
            ]}
            value={view}
            onChange={(next) => setView(next)}
          />
        )}
        {saving.error !== null && <Problem error={saving.error} />}
        {outside.length + (view === 'json' ? inside.size : 0) > 0 && (
          <Alert color="red" variant="light" icon={<Icon name="warning" />} role="alert">
            {outside.map((message) => (
              <Text key={message} size="sm">
                {message}
              </Text>
            ))}
            {view === 'json' &&
              [...inside].map(([path, message]) => (
                <Text key={path} size="sm">
                  <span className="dx-mono">{path}</span> {message}
                </Text>
              ))}
          </Alert>
        )}
        {view === 'form' && isForm ? (
          <Members
            fields={shape.fields}
            path=""
            value={settings as JsonRecord}
            onChange={setSettings}
            context={{
              remarks: inside,
              names: endpoint.definition.fields.map(({ fieldVisibleName }) => fieldVisibleName),
            }}
          />
        ) : (
          <JsonInput label={t('plugins.settings')} value={settings} onChange={setSettings} />
        )}
        {isForm && shape.fields.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('plugins.noSettings')}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button loading={saving.busy} onClick={() => void saving.save(settings)}>
            {known === undefined ? t('plugins.switchOn') : t('edit.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function useSaveSettings(endpoint: ConfigurationAnswer, plugin: string, onDone: () => void) {
  const { t } = useTranslation();
  const setPlugins = useSetPlugins();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [remarks, setRemarks] = useState<SettingsRemarks>(NOTHING);
  const save = async (settings: Json): Promise<void> => {
    const { plugins, index } = withPlugin(endpoint.plugins ?? [], {
      name: plugin,
      settings: settings as PluginBody['settings'],
    });
    setBusy(true);
    setError(null);
    setRemarks(NOTHING);
    try {
      const wrong = await listErrors(endpoint, plugins);
      if (wrong.length > 0) return setRemarks(placeSettingsRemarks(wrong, index));
      await setPlugins(endpoint, plugins);
      sayDone(t('plugins.saved', { plugin, alias: endpoint.tableAlias }));
      onDone();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, remarks, save };
}

/** What the server would refuse about these plugins. */
async function listErrors(endpoint: ConfigurationAnswer, plugins: readonly PluginBody[]) {
  const { violations } = await read(
    client.POST('/back-office/configurations/validate', {
      params: { query: { id: endpoint.id } },
      body: { ...toBody(endpoint), plugins: [...plugins] },
    }),
  );
  return violations.filter(({ severity, path }) => severity === 'error' && path.startsWith('plugins['));
}

function withPlugin(
  plugins: readonly PluginBody[],
  plugin: PluginBody,
): { readonly plugins: readonly PluginBody[]; readonly index: number } {
  const place = plugins.findIndex(({ name }) => name === plugin.name);
  if (place < 0) return { plugins: [...plugins, plugin], index: plugins.length };
  return { plugins: plugins.map((other, index) => (index === place ? plugin : other)), index: place };
}
