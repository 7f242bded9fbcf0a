import { Badge, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatAge, formatTime } from '../language/format';

const WARN_MS = 14 * 24 * 3600 * 1000;

/** Until when something is good; conspicuous during the last two weeks. */
export function ExpiryBadge({ expiresAt }: { readonly expiresAt: string | null }) {
  const { t } = useTranslation();
  if (expiresAt === null) {
    return (
      <Text size="sm" c="dimmed">
        {t('access.expiry_never')}
      </Text>
    );
  }
  const left = new Date(expiresAt).getTime() - Date.now();
  if (left <= 0) return <Badge color="red">{t('access.expired')}</Badge>;
  if (left < WARN_MS) return <Badge color="yellow">{formatAge(expiresAt)}</Badge>;
  return (
    <Text size="sm" title={formatTime(expiresAt)}>
      {formatAge(expiresAt)}
    </Text>
  );
}
