import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEndpoints } from '../endpoints/use-endpoints';
import { Icon } from '../shell/icon';
import { VirtualTable } from '../shell/virtual-table';
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
  const wanted = search.trim().toLowerCase();
  const known = new Set(endpoints.map(({ tableAlias }) => tableAlias));
  const gone = [...rights.keys()].filter((alias) => alias !== '*' && !known.has(alias));
  const shown = [...gone, ...[...known].sort()].filter((alias) => alias.toLowerCase().includes(wanted));
  const lines = ['*', ...shown];
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
      <VirtualTable
        label={t('access.rights')}
        className="dx-card dx-matrix"
        count={lines.length}
        columns={1 + VERBS.length}
        head={
          <>
            <th>{t('nav.endpoints')}</th>
            {VERBS.map((verb) => (
              <th key={verb}>{METHODS[verb]}</th>
            ))}
          </>
        }
        row={(index, rowIndex) => {
          const alias = lines[index];
          return alias === undefined ? null : (
            <RightsRow
              key={alias}
              alias={alias}
              rowIndex={rowIndex}
              isGone={gone.includes(alias)}
              rights={rights}
              onChange={onChange}
            />
          );
        }}
      />
    </Stack>
  );
}

interface RightsRowProps {
  readonly alias: string;
  readonly rowIndex: number;
  readonly isGone: boolean;
  readonly rights: Rights;
  readonly onChange: (rights: Rights) => void;
}

function RightsRow({ alias, rowIndex, isGone, rights, onChange }: RightsRowProps) {
  const { t } = useTranslation();
  const name = alias === '*' ? t('access.allEndpoints') : alias;
  return (
    <tr aria-rowindex={rowIndex}>
      <td>
        {alias === '*' ? <b>{name}</b> : name}
        {isGone && (
          <Text size="xs" className="dx-warn">
            {t('access.noSuchEndpoint')}
          </Text>
        )}
      </td>
      {VERBS.map((verb) => {
        const byAll = alias !== '*' && (rights.get('*')?.has(verb) ?? false);
        return (
          <td key={verb}>
            <Checkbox
              size="xs"
              styles={{ body: { justifyContent: 'center' } }}
              aria-label={`${METHODS[verb]} ${name}`}
              checked={byAll || (rights.get(alias)?.has(verb) ?? false)}
              disabled={byAll}
              onChange={(event) => onChange(changeRight(rights, alias, [verb], event.currentTarget.checked))}
            />
          </td>
        );
      })}
    </tr>
  );
}
