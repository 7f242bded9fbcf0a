import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../shell/icon';
import { saveFile } from '../shell/save-file';
import { sayError } from '../shell/say';
import { readDocument, type DocumentWish } from './document-source';

interface DownloadButtonProps extends DocumentWish {
  readonly format: 'json' | 'yaml';
  /** The name of the API key that sees it so. */
  readonly keyName: string | null;
}

/** Saves the document, or that of one endpoint, as a file. */
export function DownloadButton({ format, apiKeyId, keyName, alias }: DownloadButtonProps) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const download = async (): Promise<void> => {
    setBusy(true);
    try {
      const document = await readDocument(format, { apiKeyId, ...(alias === undefined ? {} : { alias }) });
      saveFile(`${[alias ?? 'openapi', ...(keyName === null ? [] : [keyName])].join('-')}.${format}`, document);
    } catch (error) {
      sayError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      size={alias === undefined ? 'sm' : 'compact-sm'}
      variant="default"
      leftSection={<Icon name="download" size={15} />}
      loading={busy}
      aria-label={t('documentation.download', { name: alias ?? 'OpenAPI', format: format.toUpperCase() })}
      onClick={() => void download()}
    >
      {format.toUpperCase()}
    </Button>
  );
}
