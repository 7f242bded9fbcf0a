import { Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlacedRemarks } from './place-violations';
import type { DraftEditor } from './use-draft';

interface EndpointBasicsProps {
  readonly editor: DraftEditor;
  readonly remarks: PlacedRemarks;
  readonly readOnly: boolean;
  /** Path → why it is suggested so. */
  readonly reasons?: ReadonlyMap<string, string>;
}

/** Alias, identifier, and whether records may be deleted. */
export function EndpointBasics({ editor, remarks, readOnly, reasons }: EndpointBasicsProps) {
  const { t } = useTranslation();
  const { draft, change } = editor;
  const errorOf = (path: string): string | undefined =>
    remarks.others
      .filter((remark) => remark.path === path && remark.severity === 'error')
      .map(({ message }) => message)
      .join(' ') || undefined;
  return (
    <Group p="md" gap="lg" align="flex-start" grow preventGrowOverflow={false}>
      <TextInput
        miw={240}
        label={t('endpoints.alias')}
        description={reasons?.get('tableAlias') ?? t('endpoints.aliasHint')}
        value={draft.tableAlias}
        readOnly={readOnly}
        error={errorOf('tableAlias')}
        leftSection={<span className="dx-mono">/</span>}
        onChange={(event) => change({ tableAlias: event.currentTarget.value })}
      />
      <NativeSelect
        miw={240}
        label={t('endpoints.identifier')}
        description={reasons?.get('definition.identifier') ?? t('endpoints.identifierHint')}
        value={draft.identifier}
        disabled={readOnly}
        error={errorOf('definition.identifier')}
        data={[
          ...(draft.identifier === '' ? [''] : []),
          ...draft.fields
            .filter(({ offered, column }) => offered || column === draft.identifier)
            .map(({ column }) => column),
        ]}
        onChange={(event) => change({ identifier: event.currentTarget.value })}
      />
      <Checkbox
        mt={26}
        miw={220}
        label={t('endpoints.deletable')}
        description={reasons?.get('definition.isDeletable') ?? t('endpoints.deletableHint')}
        checked={draft.isDeletable}
        disabled={readOnly}
        onChange={(event) => change({ isDeletable: event.currentTarget.checked })}
      />
    </Group>
  );
}
