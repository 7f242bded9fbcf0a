import { Group, Modal, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useEndpoints } from '../endpoints/use-endpoints';
import { useRights } from '../session/use-me';
import { useTables } from '../tables/use-tables';
import { Icon, type IconName } from './icon';
import { listPlaces } from './navigation';
import classes from './command-palette.module.css';

interface Command {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly icon: IconName;
  readonly run: () => void;
}

const SHOWN = 40;

/** Goes anywhere by name: screens, endpoints, tables. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState(0);
  const commands = useCommands();
  const found = useMemo(() => filterCommands(commands, search), [commands, search]);
  const run = (command: Command | undefined): void => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const move = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      const next = (chosen + step + found.length) % Math.max(found.length, 1);
      setChosen(next);
      document.getElementById(`command-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(found[chosen]);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size="lg"
      yOffset="12vh"
      centered={false}
      attributes={{ content: { 'aria-label': t('palette.open') } }}
    >
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        px="md"
        leftSection={<Icon name="search" />}
        leftSectionWidth={52}
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.open')}
        role="combobox"
        aria-expanded
        aria-controls="command-list"
        aria-activedescendant={found.length === 0 ? undefined : `command-${chosen}`}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={move}
      />
      <div className={classes.results}>
        <div role="listbox" id="command-list" aria-label={t('palette.open')} className={classes.list}>
          {found.map((command, index) => (
            <UnstyledButton
              key={command.id}
              id={`command-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              className={classes.item}
              onClick={() => run(command)}
              onMouseMove={() => setChosen(index)}
            >
              <Group gap="sm" wrap="nowrap">
                <Icon name={command.icon} size={16} />
                <Text size="sm" truncate flex={1}>
                  {command.label}
                </Text>
                <Text size="xs" c="dimmed" truncate>
                  {command.hint}
                </Text>
              </Group>
            </UnstyledButton>
          ))}
        </div>
        {found.length === 0 && (
          <Text size="sm" c="dimmed" p="md" role="status">
            {t('common.nothingFound')}
          </Text>
        )}
      </div>
    </Modal>
  );
}

function useCommands(): readonly Command[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { isOwner, canEdit } = useRights();
  const endpoints = useEndpoints().data;
  const tables = useTables('').data;
  return useMemo(
    () => [
      ...listPlaces(isOwner).map(({ to, label, icon }): Command => ({
        id: to,
        label: t(label),
        hint: t('palette.screen'),
        icon,
        run: () => void navigate({ to }),
      })),
      ...(endpoints ?? []).map(({ id, tableAlias, tableName }): Command => ({
        id: `endpoint-${id}`,
        label: tableAlias,
        hint: `${t('palette.endpoint')} · ${tableName}`,
        icon: 'endpoint',
        run: () => void navigate({ to: '/endpoints/$id', params: { id: String(id) } }),
      })),
      ...(canEdit ? (tables ?? []) : [])
        .filter(({ configurable }) => configurable)
        .map(({ name }): Command => ({
          id: `table-${name}`,
          label: name,
          hint: t('palette.create'),
          icon: 'plus',
          run: () => void navigate({ to: '/endpoints/new', search: { table: name } }),
        })),
    ],
    [canEdit, endpoints, isOwner, navigate, t, tables],
  );
}

/** Commands that contain every word; those that begin with the search come first. */
function filterCommands(commands: readonly Command[], search: string): readonly Command[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const [first] = words;
  const found = commands.filter(({ label, hint }) => {
    const text = `${label} ${hint}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  if (first === undefined) return found.slice(0, SHOWN);
  const rank = ({ label }: Command): number => (label.toLowerCase().startsWith(first) ? 0 : 1);
  return [...found].sort((left, right) => rank(left) - rank(right)).slice(0, SHOWN);
}
