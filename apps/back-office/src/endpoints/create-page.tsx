import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableDetailAnswer } from '../api/admin-api';
import { Icon } from '../shell/icon';
import { LoadingRows, Page } from '../shell/page';
import { Problem } from '../shell/problem';
import { sayDone } from '../shell/say';
import { useTable, useTables } from '../tables/use-tables';
import { makeDraft, toConfiguration } from './draft';
import { EndpointBasics } from './endpoint-basics';
import { createEndpoint } from './endpoint-requests';
import { FieldDrawer } from './field-drawer';
import { FieldGrid } from './field-grid';
import { groupReasons } from './group-reasons';
import { LeaveGuard } from './leave-guard';
import { placeRemarks, remarksOf } from './place-violations';
import { RemarkList } from './remark-list';
import { SuggestedRelations } from './suggested-relations';
import { useCheck } from './use-check';
import { useDraft } from './use-draft';
import { useRefreshEndpoints } from './use-endpoints';

/** Makes an endpoint out of a table: a complete suggestion, with its reasons, that can be changed before it is saved. */
export function CreatePage() {
  const { t } = useTranslation();
  const { table: name } = useSearch({ from: '/endpoints/new' });
  const navigate = useNavigate();
  const tables = useTables('');
  const table = useTable(name);
  const choices = (tables.data ?? []).filter(({ configurable }) => configurable).map((entry) => entry.name);
  return (
    <Page title={t('create.title')} description={t('create.intro')}>
      <Select
        label={t('tables.table')}
        placeholder={t('create.choose')}
        searchable
        maw={420}
        data={choices}
        limit={200}
        value={name ?? null}
        nothingFoundMessage={t('common.nothingFound')}
        onChange={(value) => void navigate({ to: '/endpoints/new', search: value === null ? {} : { table: value } })}
      />
      {table.isError && <Problem error={table.error} onRetry={() => void table.refetch()} />}
      {name !== undefined && table.isPending && (
        <div className="dx-card">
          <LoadingRows rows={10} />
        </div>
      )}
      {table.data?.suggestion === null && (
        <Alert color="yellow" variant="light" icon={<Icon name="warning" />} title={t('create.notPossible')} lang="en">
          {table.data.reason}
        </Alert>
      )}
      {table.data !== undefined && table.data.suggestion !== null && (
        <Preview key={table.data.name} table={table.data} suggestion={table.data.suggestion} />
      )}
    </Page>
  );
}

interface PreviewProps {
  readonly table: TableDetailAnswer;
  readonly suggestion: NonNullable<TableDetailAnswer['suggestion']>;
}

function Preview({ table, suggestion }: PreviewProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const refresh = useRefreshEndpoints();
  const start = useMemo(() => makeDraft(suggestion.configuration, table), [suggestion, table]);
  const reasons = useMemo(() => groupReasons(suggestion), [suggestion]);
  const editor = useDraft(start);
  const checked = useCheck(editor.draft, null);
  const [opened, setOpened] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const [isSaved, setIsSaved] = useState(false);
  const refused = remarksOf(refusal);
  const remarks = refused.length > 0 ? placeRemarks(refused, editor.draft) : checked;

  const create = async (): Promise<void> => {
    setBusy(true);
    setRefusal(null);
    try {
      const made = await createEndpoint(toConfiguration(editor.draft));
      setIsSaved(true);
      await refresh();
      sayDone(t('create.done', { alias: made.tableAlias }));
      await navigate({ to: '/endpoints/$id', params: { id: String(made.id) }, search: { tab: 'try' } });
    } catch (error) {
      setRefusal(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Stack gap="md">
      <LeaveGuard isDirty={editor.isDirty && !isSaved} />
      {suggestion.readOnlyReason !== null && (
        <Alert color="yellow" variant="light" icon={<Icon name="warning" />} title={t('create.readOnly')} lang="en">
          {suggestion.readOnlyReason}
        </Alert>
      )}
      {refusal !== null && refused.length === 0 && <Problem error={refusal} />}
      <RemarkList remarks={remarks.others} />
      <div className="dx-card">
        <EndpointBasics editor={editor} remarks={remarks} readOnly={false} reasons={reasons.whole} />
        <FieldGrid
          editor={editor}
          columns={table.columns}
          remarks={remarks}
          readOnly={false}
          reasons={reasons.fields}
          onOpen={setOpened}
        />
        {suggestion.leftOut.length > 0 && (
          <Text size="xs" c="dimmed" p="sm" lang="en">
            {suggestion.leftOut.map(({ column, reason }) => `${column}: ${reason}`).join(' ')}
          </Text>
        )}
        <SuggestedRelations suggestions={suggestion.suggestedRelations} editor={editor} />
        <Group className="dx-savebar" justify="space-between">
          <Text size="sm" c={remarks.errors > 0 ? 'var(--mantine-color-error)' : 'dimmed'} role="status">
            {remarks.errors > 0
              ? t('edit.errors', { count: remarks.errors })
              : t('create.ready', { alias: editor.draft.tableAlias })}
          </Text>
          <Button loading={busy} onClick={() => void create()}>
            {t('create.submit')}
          </Button>
        </Group>
      </div>
      <FieldDrawer
        entry={editor.draft.fields.find(({ column }) => column === opened)}
        column={table.columns.find(({ name }) => name === opened)}
        remarks={opened === null ? undefined : remarks.fields.get(opened)}
        reasons={opened === null ? undefined : reasons.fields.get(opened)}
        readOnly={false}
        onChange={editor.changeField}
        onClose={() => setOpened(null)}
      />
    </Stack>
  );
}
