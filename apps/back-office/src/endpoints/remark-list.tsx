import { Alert, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../shell/icon';
import type { Remark } from './place-violations';

/** Paths that have an input of their own, which shows what is said about them. */
const SHOWN_ELSEWHERE = new Set(['tableAlias', 'definition.identifier']);

/** What the server says about an endpoint as a whole. */
export function RemarkList({ remarks }: { readonly remarks: readonly Remark[] }) {
  const { t } = useTranslation();
  const shown = remarks.filter(({ path, severity }) => severity === 'warning' || !SHOWN_ELSEWHERE.has(path));
  if (shown.length === 0) return null;
  const wrong = shown.some(({ severity }) => severity === 'error');
  return (
    <Alert
      color={wrong ? 'red' : 'yellow'}
      variant="light"
      icon={<Icon name="warning" />}
      title={
        wrong ? t('endpoints.problems', { count: shown.length }) : t('endpoints.warnings', { count: shown.length })
      }
    >
      {shown.map(({ path, message }) => (
        <Text size="sm" key={path + message} lang="en">
          {message} <span className="dx-mono">{path}</span>
        </Text>
      ))}
    </Alert>
  );
}
