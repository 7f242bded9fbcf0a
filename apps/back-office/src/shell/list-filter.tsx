import { Group, SegmentedControl, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from './icon';

interface ListFilterProps<Show extends string> {
  readonly searchLabel: string;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly showLabel: string;
  readonly show: Show;
  readonly onShow: (show: Show) => void;
  /** What may be shown, each with its name. */
  readonly shows: readonly { readonly value: Show; readonly label: string }[];
  readonly children?: ReactNode;
}

/** What stands above a long list: a search, and which part of it is shown. */
export function ListFilter<Show extends string>(props: ListFilterProps<Show>) {
  const { searchLabel, search, onSearch, showLabel, show, onShow, shows, children } = props;
  return (
    <Group p="sm" gap="sm">
      <TextInput
        flex={1}
        miw={220}
        type="search"
        leftSection={<Icon name="search" size={16} />}
        placeholder={searchLabel}
        aria-label={searchLabel}
        value={search}
        onChange={(event) => onSearch(event.currentTarget.value)}
      />
      <SegmentedControl size="xs" aria-label={showLabel} value={show} onChange={onShow} data={[...shows]} />
      {children}
    </Group>
  );
}
