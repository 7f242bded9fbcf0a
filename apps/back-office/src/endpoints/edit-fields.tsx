import { Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConfigurationAnswer, TableDetailAnswer } from '../api/admin-api';
import { Problem } from '../shell/problem';
import { makeDraft } from './draft';
import { EndpointBasics } from './endpoint-basics';
import { toBody } from './endpoint-requests';
import { FieldDrawer } from './field-drawer';
import { FieldGrid } from './field-grid';
import { LeaveGuard } from './leave-guard';
import { placeRemarks, remarksOf } from './place-violations';
import { RemarkList } from './remark-list';
import { StaleDialog } from './stale-dialog';
import { useCheck } from './use-check';
import { useDraft } from './use-draft';
import { useSave } from './use-save';

interface EditFieldsProps {
  readonly endpoint: ConfigurationAnswer;
  readonly table: TableDetailAnswer | undefined;
  readonly canEdit: boolean;
}

/** The fields of an endpoint; saving is one revision. */
export function EditFields({ endpoint, table, canEdit }: EditFieldsProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const start = useMemo(() => makeDraft(toBody(endpoint), table), [endpoint, table]);
  const editor = useDraft(start);
  const save = useSave(endpoint, editor);
  const checked = useCheck(editor.draft, endpoint.id);
  const [opened, setOpened] = useState<string | null>(null);
  const refused = remarksOf(save.refusal);
  const remarks = refused.length > 0 ? placeRemarks(refused, editor.draft) : checked;
  useFollowStored(start, editor.isDirty, editor.reset);
  useSaveKey(canEdit && editor.isDirty ? () => void save.run() : null);

  return (
    <>
      <LeaveGuard isDirty={editor.isDirty} />
      {save.refusal !== null && refused.length === 0 && <Problem error={save.refusal} />}
      <RemarkList remarks={remarks.others} />
      <EndpointBasics editor={editor} remarks={remarks} readOnly={!canEdit} />
      <FieldGrid
        editor={editor}
        columns={table?.columns ?? []}
        remarks={remarks}
        readOnly={!canEdit}
        onOpen={setOpened}
      />
      {canEdit && (
        <Group className="dx-savebar" justify="space-between">
          <Text size="sm" c={remarks.errors > 0 ? 'var(--mantine-color-error)' : 'dimmed'} role="status">
            {remarks.errors > 0
              ? t('edit.errors', { count: remarks.errors })
              : editor.isDirty
                ? t('edit.unsaved')
                : t('edit.saved')}
          </Text>
          <Group gap="xs">
            <Button variant="default" disabled={!editor.isDirty} onClick={() => editor.reset(start)}>
              {t('edit.discard')}
            </Button>
            <Button disabled={!editor.isDirty} loading={save.busy} onClick={() => void save.run()}>
              {t('edit.save')}
            </Button>
          </Group>
        </Group>
      )}
      <FieldDrawer
        entry={editor.draft.fields.find(({ column }) => column === opened)}
        column={table?.columns.find(({ name }) => name === opened)}
        remarks={opened === null ? undefined : remarks.fields.get(opened)}
        reasons={undefined}
        readOnly={!canEdit}
        onChange={editor.changeField}
        onClose={() => setOpened(null)}
      />
      <StaleDialog
        stale={save.stale}
        onClose={save.forgetStale}
        onOverwrite={(theirs) => void save.run(theirs.revision)}
        onTake={(theirs) => {
          save.forgetStale();
          queries.setQueryData(['endpoint', String(endpoint.id)], theirs);
          editor.reset(makeDraft(toBody(theirs), table));
        }}
      />
    </>
  );
}

/** Shows what is stored now, as long as nothing was typed. */
function useFollowStored<T>(stored: T, isDirty: boolean, reset: (stored: T) => void): void {
  const shown = useRef(stored);
  useEffect(() => {
    if (shown.current === stored || isDirty) return;
    shown.current = stored;
    reset(stored);
  }, [stored, isDirty, reset]);
}

/** `Ctrl S` saves. */
function useSaveKey(save: (() => void) | null): void {
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      latest.current?.();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
