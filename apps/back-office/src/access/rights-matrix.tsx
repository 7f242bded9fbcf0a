import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEndpoints } from '../endpoints/use-endpoints';
import { Icon } from '../shell/icon';
import { changeRight, METHODS, PRESETS, VERBS, type Rights } from './scopes';

interface RightsMatrixProps {
  readonly rights: Rights;
  readonly onChange: (rights: Rights) => void;
  readonly error?: string | undefined;
}

/** Which methods of which endpoints; the first line is for all endpoints, those to come included. */
export function RightsMatrix({ rights, onChange, error }: RightsMatrixProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const endpoints = useEndpoints().data ?? [];
  const forAll = rights.get('*');
  const wanted = search.trim().toLowerCase();
  const known = new Set(endpoints.map(({ tableAlias }) => tableAlias));
  const gone = [...rights.keys()].filter((alias) => alias !== '*' && !known.has(alias));
  const shown = [...gone, ...[...known].sort()].filter((alias) => alias.toLowerCase().includes(wanted));
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm" fw={550}>
          {t('access.rights')}
        </Text>
        <Group gap={6}>
          {(Object.keys(PRESETS) as (keyof typeof PRESETS)[]).map((preset) => (
            <Button key={preset} size="compact-xs" variant="default" onClick={() => onChange(PRESETS[preset])}>
              {t(`access.preset_${preset}`)}
            </Button>
          ))}
        </Group>
      </Group>
      {error !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
      <TextInput
        size="xs"
        type="search"
        leftSection={<Icon name="search" size={14} />}
        placeholder={t('endpoints.search')}
        aria-label={t('endpoints.search')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <div
        className="dx-card dx-scroll"
        style={{ maxHeight: 300 }}
        tabIndex={0}
        role="region"
        aria-label={t('access.rights')}
      >
        <table className="dx-table">
          <thead>
            <tr>
              <th>{t('nav.endpoints')}</th>
              {VERBS.map((verb) => (
                <th key={verb} style={{ textAlign: 'center' }}>
                  {METHODS[verb]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {['*', ...shown].map((alias) => (
              <tr key={alias}>
                <td>
                  {alias === '*' ? <b>{t('access.allEndpoints')}</b> : alias}
                  {gone.includes(alias) && (
                    <Text size="xs" className="dx-warn">
                      {t('access.noSuchEndpoint')}
                    </Text>
                  )}
                </td>
                {VERBS.map((verb) => {
                  const byAll = alias !== '*' && (forAll?.has(verb) ?? false);
                  return (
                    <td key={verb}>
                      <Checkbox
                        size="xs"
                        styles={{ body: { justifyContent: 'center' } }}
                        aria-label={`${METHODS[verb]} ${alias === '*' ? t('access.allEndpoints') : alias}`}
                        checked={byAll || (rights.get(alias)?.has(verb) ?? false)}
                        disabled={byAll}
                        onChange={(event) => onChange(changeRight(rights, alias, [verb], event.currentTarget.checked))}
                      />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Stack>
  );
}
