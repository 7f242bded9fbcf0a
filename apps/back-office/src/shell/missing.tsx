import { Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from './page';

/** An address that leads nowhere. */
export function Missing() {
  const { t } = useTranslation();
  return (
    <Page title={t('missing.title')}>
      <Text>{t('missing.text')}</Text>
      <Group>
        <Button component={Link} to="/endpoints">
          {t('nav.endpoints')}
        </Button>
      </Group>
    </Page>
  );
}
