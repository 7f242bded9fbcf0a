import { Group, SegmentedControl, Stack, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyText } from '../shell/copy-text';
import type { Trial } from './trial';
import { CODE_LANGUAGES, writeCode, type CodeLanguage } from './write-code';

/** The request as code in several languages. */
export function CodeSamples({ alias, trial }: { readonly alias: string; readonly trial: Trial }) {
  const { t } = useTranslation();
  const [language, setLanguage] = useState<CodeLanguage>('curl');
  const code = writeCode(language, window.location.origin, alias, trial);
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={2}>{t('try.code')}</Title>
        <SegmentedControl
          size="xs"
          aria-label={t('try.code')}
          data={[...CODE_LANGUAGES]}
          value={language}
          onChange={(value) => setLanguage(value)}
        />
      </Group>
      <Group align="flex-start" wrap="nowrap">
        <pre className="dx-code" style={{ flex: 1 }} tabIndex={0} aria-label={t('try.code')}>
          {code}
        </pre>
        <CopyText text={code} label={t('try.copyCode')} />
      </Group>
    </Stack>
  );
}
