import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toApiError } from '../api/api-error';
import { fetchSigned } from '../api/client';
import { Icon } from '../shell/icon';
import { saveFile } from '../shell/save-file';
import { sayError } from '../shell/say';

/** Downloads all configurations in the installer's format. */
export function ExportButton() {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const download = async (): Promise<void> => {
    setBusy(true);
    try {
      const answer = await fetchSigned('/back-office/configurations/export');
      if (!answer.ok) throw toApiError(answer, await answer.json().catch(() => null));
      saveFile('configuration.json', await answer.blob());
    } catch (error) {
      sayError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      variant="default"
      leftSection={<Icon name="download" size={16} />}
      loading={busy}
      onClick={() => void download()}
    >
      {t('endpoints.export')}
    </Button>
  );
}
