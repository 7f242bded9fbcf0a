import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConfigurationAnswer } from '../api/admin-api';
import { ApiError } from '../api/api-error';
import { client, read } from '../api/client';
import { sayDone } from '../shell/say';
import { toConfiguration } from './draft';
import { replaceEndpoint } from './endpoint-requests';
import type { StaleSave } from './stale-dialog';
import type { DraftEditor } from './use-draft';
import { useRefreshEndpoints } from './use-endpoints';

const STALE = '1921';

/** Saves a draft over the version that it began with; when somebody else saved in between, says what they changed. */
export function useSave(endpoint: ConfigurationAnswer, editor: DraftEditor) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const refresh = useRefreshEndpoints();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const [stale, setStale] = useState<StaleSave | null>(null);

  const run = async (revision = endpoint.revision): Promise<void> => {
    setBusy(true);
    setRefusal(null);
    setStale(null);
    try {
      const saved = await replaceEndpoint(endpoint.id, revision, toConfiguration(editor.draft));
      editor.reset(editor.draft);
      queries.setQueryData(['endpoint', String(endpoint.id)], saved);
      sayDone(t('edit.savedNow', { alias: saved.tableAlias }));
      await refresh();
    } catch (error) {
      if (error instanceof ApiError && error.has(STALE)) setStale(await readStale(endpoint));
      else setRefusal(error);
    } finally {
      setBusy(false);
    }
  };
  return { run, busy, refusal, stale, forgetStale: () => setStale(null) };
}

async function readStale(base: ConfigurationAnswer): Promise<StaleSave> {
  const path = { id: String(base.id) };
  const [theirs, revisions] = await Promise.all([
    read(client.GET('/back-office/configurations/{id}', { params: { path } })),
    read(client.GET('/back-office/configurations/{id}/revisions', { params: { path, query: { limit: 1 } } })),
  ]);
  return { base, theirs, latest: revisions.data[0] };
}
