import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/api-error';
import { Icon } from './icon';
import { describeError } from './say';

/** Shows why something could not be loaded or done, with a way to try again. */
export function Problem({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { t } = useTranslation();
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <Alert color="red" variant="light" icon={<Icon name="warning" />} title={t('errors.title')} role="alert">
      <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
        {describeError(error)}
      </Text>
      {requestId !== null && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('errors.requestId')} <span className="dx-mono">{requestId}</span>
        </Text>
      )}
      {onRetry !== undefined && (
        <Group mt="sm">
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        </Group>
      )}
    </Alert>
  );
}
